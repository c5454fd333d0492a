// Generated from schemas/role-assignment.json by `npm run generate`. Do not edit.
// @ts-nocheck
import { countCharacters } from '../character-count.js';
import type { CompiledSchema } from '../compiled-schema.js';
import type { RoleAssignment } from './types.js';
const compiled = validate20;

const pattern4 = new RegExp("^(?:/[^/]+)*/[pP][rR][oO][vV][iI][dD][eE][rR][sS]/[mM][iI][cC][rR][oO][sS][oO][fF][tT]\\.[aA][uU][tT][hH][oO][rR][iI][zZ][aA][tT][iI][oO][nN]/[rR][oO][lL][eE][aA][sS][sS][iI][gG][nN][mM][eE][nN][tT][sS]/[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$", "u");
const pattern5 = new RegExp("^[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$", "u");
const pattern6 = new RegExp("^(?:/[^/]+)*/[pP][rR][oO][vV][iI][dD][eE][rR][sS]/[mM][iI][cC][rR][oO][sS][oO][fF][tT]\\.[aA][uU][tT][hH][oO][rR][iI][zZ][aA][tT][iI][oO][nN]/[rR][oO][lL][eE][dD][eE][fF][iI][nN][iI][tT][iI][oO][nN][sS]/[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$", "u");
const pattern7 = new RegExp("^(?:/|/(?:[sS][uU][bB][sS][cC][rR][iI][pP][tT][iI][oO][nN][sS]|[pP][rR][oO][vV][iI][dD][eE][rR][sS])(?:/[^/]+)+)$", "u");
const func1 = countCharacters;

function validate20(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate20.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.id === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "id"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.properties === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "properties"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.id !== undefined){
let data0 = data.id;
if(typeof data0 === "string"){
if(!pattern4.test(data0)){
const err2 = {instancePath:instancePath+"/id",schemaPath:"#/properties/id/pattern",keyword:"pattern",params:{pattern: "^(?:/[^/]+)*/[pP][rR][oO][vV][iI][dD][eE][rR][sS]/[mM][iI][cC][rR][oO][sS][oO][fF][tT]\\.[aA][uU][tT][hH][oO][rR][iI][zZ][aA][tT][iI][oO][nN]/[rR][oO][lL][eE][aA][sS][sS][iI][gG][nN][mM][eE][nN][tT][sS]/[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
else {
const err3 = {instancePath:instancePath+"/id",schemaPath:"#/properties/id/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.name !== undefined){
let data1 = data.name;
if(typeof data1 === "string"){
if(!pattern5.test(data1)){
const err4 = {instancePath:instancePath+"/name",schemaPath:"shared.json#/$defs/guid/pattern",keyword:"pattern",params:{pattern: "^[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$"}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
else {
const err5 = {instancePath:instancePath+"/name",schemaPath:"shared.json#/$defs/guid/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.type !== undefined){
if(typeof data.type !== "string"){
const err6 = {instancePath:instancePath+"/type",schemaPath:"#/properties/type/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.properties !== undefined){
let data3 = data.properties;
if(data3 && typeof data3 == "object" && !Array.isArray(data3)){
if(data3.roleDefinitionId === undefined){
const err7 = {instancePath:instancePath+"/properties",schemaPath:"#/properties/properties/required",keyword:"required",params:{missingProperty: "roleDefinitionId"}};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if(data3.principalId === undefined){
const err8 = {instancePath:instancePath+"/properties",schemaPath:"#/properties/properties/required",keyword:"required",params:{missingProperty: "principalId"}};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
if(data3.scope === undefined){
const err9 = {instancePath:instancePath+"/properties",schemaPath:"#/properties/properties/required",keyword:"required",params:{missingProperty: "scope"}};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
if(data3.roleDefinitionId !== undefined){
let data4 = data3.roleDefinitionId;
if(typeof data4 === "string"){
if(!pattern6.test(data4)){
const err10 = {instancePath:instancePath+"/properties/roleDefinitionId",schemaPath:"#/properties/properties/properties/roleDefinitionId/pattern",keyword:"pattern",params:{pattern: "^(?:/[^/]+)*/[pP][rR][oO][vV][iI][dD][eE][rR][sS]/[mM][iI][cC][rR][oO][sS][oO][fF][tT]\\.[aA][uU][tT][hH][oO][rR][iI][zZ][aA][tT][iI][oO][nN]/[rR][oO][lL][eE][dD][eE][fF][iI][nN][iI][tT][iI][oO][nN][sS]/[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$"}};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
else {
const err11 = {instancePath:instancePath+"/properties/roleDefinitionId",schemaPath:"#/properties/properties/properties/roleDefinitionId/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
if(data3.principalId !== undefined){
let data5 = data3.principalId;
if(typeof data5 === "string"){
if(func1(data5) < 1){
const err12 = {instancePath:instancePath+"/properties/principalId",schemaPath:"#/properties/properties/properties/principalId/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
else {
const err13 = {instancePath:instancePath+"/properties/principalId",schemaPath:"#/properties/properties/properties/principalId/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data3.scope !== undefined){
let data6 = data3.scope;
if(typeof data6 === "string"){
if(!pattern7.test(data6)){
const err14 = {instancePath:instancePath+"/properties/scope",schemaPath:"shared.json#/$defs/scope/pattern",keyword:"pattern",params:{pattern: "^(?:/|/(?:[sS][uU][bB][sS][cC][rR][iI][pP][tT][iI][oO][nN][sS]|[pP][rR][oO][vV][iI][dD][eE][rR][sS])(?:/[^/]+)+)$"}};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
else {
const err15 = {instancePath:instancePath+"/properties/scope",schemaPath:"shared.json#/$defs/scope/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
}
else {
const err16 = {instancePath:instancePath+"/properties",schemaPath:"#/properties/properties/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
}
else {
const err17 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
validate20.errors = vErrors;
return errors === 0;
}
validate20.evaluated = {"props":{"id":true,"name":true,"type":true,"properties":true},"dynamicProps":false,"dynamicItems":false};
const expectations = {
  "^(?:/[^/]+)*/[pP][rR][oO][vV][iI][dD][eE][rR][sS]/[mM][iI][cC][rR][oO][sS][oO][fF][tT]\\.[aA][uU][tT][hH][oO][rR][iI][zZ][aA][tT][iI][oO][nN]/[rR][oO][lL][eE][aA][sS][sS][iI][gG][nN][mM][eE][nN][tT][sS]/[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$": "the id of a role assignment: {scope}/providers/Microsoft.Authorization/roleAssignments/{guid}",
  "^(?:/[^/]+)*/[pP][rR][oO][vV][iI][dD][eE][rR][sS]/[mM][iI][cC][rR][oO][sS][oO][fF][tT]\\.[aA][uU][tT][hH][oO][rR][iI][zZ][aA][tT][iI][oO][nN]/[rR][oO][lL][eE][dD][eE][fF][iI][nN][iI][tT][iI][oO][nN][sS]/[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$": "the id of a role definition: {scope}/providers/Microsoft.Authorization/roleDefinitions/{guid}",
  "^(?:/|/(?:[sS][uU][bB][sS][cC][rR][iI][pP][tT][iI][oO][nN][sS]|[pP][rR][oO][vV][iI][dD][eE][rR][sS])(?:/[^/]+)+)$": "a scope: a slash alone, or an id that starts with /subscriptions/ or /providers/",
  "^[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$": "a GUID, in any case, without braces"
};
export const schema: CompiledSchema<RoleAssignment> = { validate: compiled, expectations };

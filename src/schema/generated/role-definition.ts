// Generated from schemas/role-definition.json by `npm run generate`. Do not edit.
// @ts-nocheck
import { countCharacters } from '../character-count.js';
import type { CompiledSchema } from '../compiled-schema.js';
import type { RoleDefinition } from './types.js';
const compiled = validate20;

const schema31 = {"$schema":"https://json-schema.org/draft/2020-12/schema","title":"RoleDefinition","description":"A custom role. Source: REST reference, section 7.2.","type":"object","required":["id","properties"],"properties":{"id":{"description":"the id of a role definition: {scope}/providers/Microsoft.Authorization/roleDefinitions/{guid}","type":"string","pattern":"^(?:/[^/]+)*/[pP][rR][oO][vV][iI][dD][eE][rR][sS]/[mM][iI][cC][rR][oO][sS][oO][fF][tT]\\.[aA][uU][tT][hH][oO][rR][iI][zZ][aA][tT][iI][oO][nN]/[rR][oO][lL][eE][dD][eE][fF][iI][nN][iI][tT][iI][oO][nN][sS]/[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$"},"name":{"$ref":"shared.json#/$defs/guid"},"type":{"type":"string"},"properties":{"type":"object","required":["roleName","permissions","assignableScopes"],"properties":{"roleName":{"$ref":"shared.json#/$defs/name"},"description":{"$ref":"shared.json#/$defs/text"},"type":{"type":"string","enum":["BuiltInRole","CustomRole"]},"permissions":{"type":"array","items":{"type":"object","required":["actions"],"properties":{"actions":{"type":"array","items":{"type":"string"}},"notActions":{"type":["array","null"],"items":{"type":"string"}}}}},"assignableScopes":{"type":"array","minItems":1,"items":{"$ref":"shared.json#/$defs/scope"}}}}}};
const schema35 = {"description":"text, or null where it was never set","type":["string","null"]};
const pattern4 = new RegExp("^(?:/[^/]+)*/[pP][rR][oO][vV][iI][dD][eE][rR][sS]/[mM][iI][cC][rR][oO][sS][oO][fF][tT]\\.[aA][uU][tT][hH][oO][rR][iI][zZ][aA][tT][iI][oO][nN]/[rR][oO][lL][eE][dD][eE][fF][iI][nN][iI][tT][iI][oO][nN][sS]/[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$", "u");
const pattern5 = new RegExp("^[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$", "u");
const pattern6 = new RegExp("^(?:/|/(?:[sS][uU][bB][sS][cC][rR][iI][pP][tT][iI][oO][nN][sS]|[pP][rR][oO][vV][iI][dD][eE][rR][sS])(?:/[^/]+)+)$", "u");
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
const err2 = {instancePath:instancePath+"/id",schemaPath:"#/properties/id/pattern",keyword:"pattern",params:{pattern: "^(?:/[^/]+)*/[pP][rR][oO][vV][iI][dD][eE][rR][sS]/[mM][iI][cC][rR][oO][sS][oO][fF][tT]\\.[aA][uU][tT][hH][oO][rR][iI][zZ][aA][tT][iI][oO][nN]/[rR][oO][lL][eE][dD][eE][fF][iI][nN][iI][tT][iI][oO][nN][sS]/[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$"}};
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
if(data3.roleName === undefined){
const err7 = {instancePath:instancePath+"/properties",schemaPath:"#/properties/properties/required",keyword:"required",params:{missingProperty: "roleName"}};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if(data3.permissions === undefined){
const err8 = {instancePath:instancePath+"/properties",schemaPath:"#/properties/properties/required",keyword:"required",params:{missingProperty: "permissions"}};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
if(data3.assignableScopes === undefined){
const err9 = {instancePath:instancePath+"/properties",schemaPath:"#/properties/properties/required",keyword:"required",params:{missingProperty: "assignableScopes"}};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
if(data3.roleName !== undefined){
let data4 = data3.roleName;
if(typeof data4 === "string"){
if(func1(data4) < 1){
const err10 = {instancePath:instancePath+"/properties/roleName",schemaPath:"shared.json#/$defs/name/minLength",keyword:"minLength",params:{limit: 1}};
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
const err11 = {instancePath:instancePath+"/properties/roleName",schemaPath:"shared.json#/$defs/name/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
if(data3.description !== undefined){
let data5 = data3.description;
if((typeof data5 !== "string") && (data5 !== null)){
const err12 = {instancePath:instancePath+"/properties/description",schemaPath:"shared.json#/$defs/text/type",keyword:"type",params:{type: schema35.type}};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data3.type !== undefined){
let data6 = data3.type;
if(typeof data6 !== "string"){
const err13 = {instancePath:instancePath+"/properties/type",schemaPath:"#/properties/properties/properties/type/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
if(!((data6 === "BuiltInRole") || (data6 === "CustomRole"))){
const err14 = {instancePath:instancePath+"/properties/type",schemaPath:"#/properties/properties/properties/type/enum",keyword:"enum",params:{allowedValues: schema31.properties.properties.properties.type.enum}};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
if(data3.permissions !== undefined){
let data7 = data3.permissions;
if(Array.isArray(data7)){
const len0 = data7.length;
for(let i0=0; i0<len0; i0++){
let data8 = data7[i0];
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
if(data8.actions === undefined){
const err15 = {instancePath:instancePath+"/properties/permissions/" + i0,schemaPath:"#/properties/properties/properties/permissions/items/required",keyword:"required",params:{missingProperty: "actions"}};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
if(data8.actions !== undefined){
let data9 = data8.actions;
if(Array.isArray(data9)){
const len1 = data9.length;
for(let i1=0; i1<len1; i1++){
if(typeof data9[i1] !== "string"){
const err16 = {instancePath:instancePath+"/properties/permissions/" + i0+"/actions/" + i1,schemaPath:"#/properties/properties/properties/permissions/items/properties/actions/items/type",keyword:"type",params:{type: "string"}};
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
const err17 = {instancePath:instancePath+"/properties/permissions/" + i0+"/actions",schemaPath:"#/properties/properties/properties/permissions/items/properties/actions/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
if(data8.notActions !== undefined){
let data11 = data8.notActions;
if((!(Array.isArray(data11))) && (data11 !== null)){
const err18 = {instancePath:instancePath+"/properties/permissions/" + i0+"/notActions",schemaPath:"#/properties/properties/properties/permissions/items/properties/notActions/type",keyword:"type",params:{type: schema31.properties.properties.properties.permissions.items.properties.notActions.type}};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
if(Array.isArray(data11)){
const len2 = data11.length;
for(let i2=0; i2<len2; i2++){
if(typeof data11[i2] !== "string"){
const err19 = {instancePath:instancePath+"/properties/permissions/" + i0+"/notActions/" + i2,schemaPath:"#/properties/properties/properties/permissions/items/properties/notActions/items/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
}
}
}
else {
const err20 = {instancePath:instancePath+"/properties/permissions/" + i0,schemaPath:"#/properties/properties/properties/permissions/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
}
else {
const err21 = {instancePath:instancePath+"/properties/permissions",schemaPath:"#/properties/properties/properties/permissions/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
if(data3.assignableScopes !== undefined){
let data13 = data3.assignableScopes;
if(Array.isArray(data13)){
if(data13.length < 1){
const err22 = {instancePath:instancePath+"/properties/assignableScopes",schemaPath:"#/properties/properties/properties/assignableScopes/minItems",keyword:"minItems",params:{limit: 1}};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
const len3 = data13.length;
for(let i3=0; i3<len3; i3++){
let data14 = data13[i3];
if(typeof data14 === "string"){
if(!pattern6.test(data14)){
const err23 = {instancePath:instancePath+"/properties/assignableScopes/" + i3,schemaPath:"shared.json#/$defs/scope/pattern",keyword:"pattern",params:{pattern: "^(?:/|/(?:[sS][uU][bB][sS][cC][rR][iI][pP][tT][iI][oO][nN][sS]|[pP][rR][oO][vV][iI][dD][eE][rR][sS])(?:/[^/]+)+)$"}};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
else {
const err24 = {instancePath:instancePath+"/properties/assignableScopes/" + i3,schemaPath:"shared.json#/$defs/scope/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
}
else {
const err25 = {instancePath:instancePath+"/properties/assignableScopes",schemaPath:"#/properties/properties/properties/assignableScopes/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
}
else {
const err26 = {instancePath:instancePath+"/properties",schemaPath:"#/properties/properties/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
}
else {
const err27 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
validate20.errors = vErrors;
return errors === 0;
}
validate20.evaluated = {"props":{"id":true,"name":true,"type":true,"properties":true},"dynamicProps":false,"dynamicItems":false};
const expectations = {
  "^(?:/[^/]+)*/[pP][rR][oO][vV][iI][dD][eE][rR][sS]/[mM][iI][cC][rR][oO][sS][oO][fF][tT]\\.[aA][uU][tT][hH][oO][rR][iI][zZ][aA][tT][iI][oO][nN]/[rR][oO][lL][eE][dD][eE][fF][iI][nN][iI][tT][iI][oO][nN][sS]/[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$": "the id of a role definition: {scope}/providers/Microsoft.Authorization/roleDefinitions/{guid}",
  "^(?:/|/(?:[sS][uU][bB][sS][cC][rR][iI][pP][tT][iI][oO][nN][sS]|[pP][rR][oO][vV][iI][dD][eE][rR][sS])(?:/[^/]+)+)$": "a scope: a slash alone, or an id that starts with /subscriptions/ or /providers/",
  "^[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$": "a GUID, in any case, without braces"
};
export const schema: CompiledSchema<RoleDefinition> = { validate: compiled, expectations };

// Generated from schemas/acquired-plan.json by `npm run generate`. Do not edit.
// @ts-nocheck
import type { CompiledSchema } from '../compiled-schema.js';
import type { AcquiredPlan } from './types.js';
const compiled = validate20;

const schema31 = {"$schema":"https://json-schema.org/draft/2020-12/schema","title":"AcquiredPlan","description":"An add-on plan that a subscription has acquired; flat, without properties. Its planId loses the plan's resource group. Source: REST reference, section 4.8.","type":"object","required":["id","acquisitionId","planId"],"properties":{"id":{"description":"the id of an acquired plan: /subscriptions/{provider}/providers/Microsoft.Subscriptions.Admin/subscriptions/{subscription}/acquiredPlans/{acquisition}","type":"string","pattern":"^/[sS][uU][bB][sS][cC][rR][iI][pP][tT][iI][oO][nN][sS]/[^/]+/[pP][rR][oO][vV][iI][dD][eE][rR][sS]/[mM][iI][cC][rR][oO][sS][oO][fF][tT]\\.[sS][uU][bB][sS][cC][rR][iI][pP][tT][iI][oO][nN][sS](?:\\.[aA][dD][mM][iI][nN])?/[sS][uU][bB][sS][cC][rR][iI][pP][tT][iI][oO][nN][sS]/[^/]+/[aA][cC][qQ][uU][iI][rR][eE][dD][pP][lL][aA][nN][sS]/[^/]+$"},"acquisitionId":{"$ref":"shared.json#/$defs/guid"},"planId":{"$ref":"shared.json#/$defs/armId"},"externalReferenceId":{"$ref":"shared.json#/$defs/text"},"provisioningState":{"type":"string","enum":["NotSpecified","Accepted","Failed","Succeeded"]},"acquisitionTime":{"$ref":"shared.json#/$defs/optionalIsoDateTime"}}};
const schema35 = {"description":"text, or null where it was never set","type":["string","null"]};
const schema36 = {"description":"a date and time of ISO 8601; UTC where it names no offset","type":["string","null"],"pattern":"^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:[.,]\\d{1,9})?(?:[zZ]|[+-]\\d{2}:?\\d{2})?$"};
const pattern4 = new RegExp("^/[sS][uU][bB][sS][cC][rR][iI][pP][tT][iI][oO][nN][sS]/[^/]+/[pP][rR][oO][vV][iI][dD][eE][rR][sS]/[mM][iI][cC][rR][oO][sS][oO][fF][tT]\\.[sS][uU][bB][sS][cC][rR][iI][pP][tT][iI][oO][nN][sS](?:\\.[aA][dD][mM][iI][nN])?/[sS][uU][bB][sS][cC][rR][iI][pP][tT][iI][oO][nN][sS]/[^/]+/[aA][cC][qQ][uU][iI][rR][eE][dD][pP][lL][aA][nN][sS]/[^/]+$", "u");
const pattern5 = new RegExp("^[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$", "u");
const pattern6 = new RegExp("^(?:/[^/]+)+$", "u");
const pattern7 = new RegExp("^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:[.,]\\d{1,9})?(?:[zZ]|[+-]\\d{2}:?\\d{2})?$", "u");

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
if(data.acquisitionId === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "acquisitionId"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.planId === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "planId"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.id !== undefined){
let data0 = data.id;
if(typeof data0 === "string"){
if(!pattern4.test(data0)){
const err3 = {instancePath:instancePath+"/id",schemaPath:"#/properties/id/pattern",keyword:"pattern",params:{pattern: "^/[sS][uU][bB][sS][cC][rR][iI][pP][tT][iI][oO][nN][sS]/[^/]+/[pP][rR][oO][vV][iI][dD][eE][rR][sS]/[mM][iI][cC][rR][oO][sS][oO][fF][tT]\\.[sS][uU][bB][sS][cC][rR][iI][pP][tT][iI][oO][nN][sS](?:\\.[aA][dD][mM][iI][nN])?/[sS][uU][bB][sS][cC][rR][iI][pP][tT][iI][oO][nN][sS]/[^/]+/[aA][cC][qQ][uU][iI][rR][eE][dD][pP][lL][aA][nN][sS]/[^/]+$"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
else {
const err4 = {instancePath:instancePath+"/id",schemaPath:"#/properties/id/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.acquisitionId !== undefined){
let data1 = data.acquisitionId;
if(typeof data1 === "string"){
if(!pattern5.test(data1)){
const err5 = {instancePath:instancePath+"/acquisitionId",schemaPath:"shared.json#/$defs/guid/pattern",keyword:"pattern",params:{pattern: "^[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$"}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
else {
const err6 = {instancePath:instancePath+"/acquisitionId",schemaPath:"shared.json#/$defs/guid/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.planId !== undefined){
let data2 = data.planId;
if(typeof data2 === "string"){
if(!pattern6.test(data2)){
const err7 = {instancePath:instancePath+"/planId",schemaPath:"shared.json#/$defs/armId/pattern",keyword:"pattern",params:{pattern: "^(?:/[^/]+)+$"}};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
else {
const err8 = {instancePath:instancePath+"/planId",schemaPath:"shared.json#/$defs/armId/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.externalReferenceId !== undefined){
let data3 = data.externalReferenceId;
if((typeof data3 !== "string") && (data3 !== null)){
const err9 = {instancePath:instancePath+"/externalReferenceId",schemaPath:"shared.json#/$defs/text/type",keyword:"type",params:{type: schema35.type}};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data.provisioningState !== undefined){
let data4 = data.provisioningState;
if(typeof data4 !== "string"){
const err10 = {instancePath:instancePath+"/provisioningState",schemaPath:"#/properties/provisioningState/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
if(!((((data4 === "NotSpecified") || (data4 === "Accepted")) || (data4 === "Failed")) || (data4 === "Succeeded"))){
const err11 = {instancePath:instancePath+"/provisioningState",schemaPath:"#/properties/provisioningState/enum",keyword:"enum",params:{allowedValues: schema31.properties.provisioningState.enum}};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
if(data.acquisitionTime !== undefined){
let data5 = data.acquisitionTime;
if((typeof data5 !== "string") && (data5 !== null)){
const err12 = {instancePath:instancePath+"/acquisitionTime",schemaPath:"shared.json#/$defs/optionalIsoDateTime/type",keyword:"type",params:{type: schema36.type}};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
if(typeof data5 === "string"){
if(!pattern7.test(data5)){
const err13 = {instancePath:instancePath+"/acquisitionTime",schemaPath:"shared.json#/$defs/optionalIsoDateTime/pattern",keyword:"pattern",params:{pattern: "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:[.,]\\d{1,9})?(?:[zZ]|[+-]\\d{2}:?\\d{2})?$"}};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
}
}
else {
const err14 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
validate20.errors = vErrors;
return errors === 0;
}
validate20.evaluated = {"props":{"id":true,"acquisitionId":true,"planId":true,"externalReferenceId":true,"provisioningState":true,"acquisitionTime":true},"dynamicProps":false,"dynamicItems":false};
const expectations = {
  "^(?:/[^/]+)+$": "an absolute resource id: segments that each start with a slash",
  "^/[sS][uU][bB][sS][cC][rR][iI][pP][tT][iI][oO][nN][sS]/[^/]+/[pP][rR][oO][vV][iI][dD][eE][rR][sS]/[mM][iI][cC][rR][oO][sS][oO][fF][tT]\\.[sS][uU][bB][sS][cC][rR][iI][pP][tT][iI][oO][nN][sS](?:\\.[aA][dD][mM][iI][nN])?/[sS][uU][bB][sS][cC][rR][iI][pP][tT][iI][oO][nN][sS]/[^/]+/[aA][cC][qQ][uU][iI][rR][eE][dD][pP][lL][aA][nN][sS]/[^/]+$": "the id of an acquired plan: /subscriptions/{provider}/providers/Microsoft.Subscriptions.Admin/subscriptions/{subscription}/acquiredPlans/{acquisition}",
  "^[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$": "a GUID, in any case, without braces",
  "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:[.,]\\d{1,9})?(?:[zZ]|[+-]\\d{2}:?\\d{2})?$": "a date and time of ISO 8601; UTC where it names no offset"
};
export const schema: CompiledSchema<AcquiredPlan> = { validate: compiled, expectations };

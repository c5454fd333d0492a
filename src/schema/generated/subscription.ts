// Generated from schemas/subscription.json by `npm run generate`. Do not edit.
// @ts-nocheck
import { countCharacters } from '../character-count.js';
import type { CompiledSchema } from '../compiled-schema.js';
import type { Subscription } from './types.js';
const compiled = validate20;

const schema31 = {"$schema":"https://json-schema.org/draft/2020-12/schema","title":"Subscription","description":"A user subscription; flat, without properties. Source: REST reference, section 5.","type":"object","required":["id","subscriptionId","displayName","owner","offerId","tenantId","state"],"properties":{"id":{"description":"the administrator's id of a subscription: /subscriptions/{provider}/providers/Microsoft.Subscriptions.Admin/subscriptions/{id}","type":"string","pattern":"^/[sS][uU][bB][sS][cC][rR][iI][pP][tT][iI][oO][nN][sS]/[^/]+/[pP][rR][oO][vV][iI][dD][eE][rR][sS]/[mM][iI][cC][rR][oO][sS][oO][fF][tT]\\.[sS][uU][bB][sS][cC][rR][iI][pP][tT][iI][oO][nN][sS](?:\\.[aA][dD][mM][iI][nN])?/[sS][uU][bB][sS][cC][rR][iI][pP][tT][iI][oO][nN][sS]/[^/]+$"},"subscriptionId":{"$ref":"shared.json#/$defs/subscriptionId"},"displayName":{"type":"string"},"owner":{"$ref":"shared.json#/$defs/name"},"offerId":{"$ref":"shared.json#/$defs/armId"},"tenantId":{"$ref":"shared.json#/$defs/guid"},"delegatedProviderSubscriptionId":{"$ref":"shared.json#/$defs/optionalSubscriptionId"},"routingResourceManagerType":{"type":"string","enum":["Default","Admin"]},"state":{"type":"string","enum":["NotDefined","Enabled","Warned","PastDue","Disabled","Deleted","Deleting","PartiallyDeleted"]},"externalReferenceId":{"$ref":"shared.json#/$defs/text"}}};
const schema37 = {"description":"a subscription id: usually a GUID, but the API takes and keeps any text without a slash","type":["string","null"],"pattern":"^[^/\\s]+$"};
const schema38 = {"description":"text, or null where it was never set","type":["string","null"]};
const pattern4 = new RegExp("^/[sS][uU][bB][sS][cC][rR][iI][pP][tT][iI][oO][nN][sS]/[^/]+/[pP][rR][oO][vV][iI][dD][eE][rR][sS]/[mM][iI][cC][rR][oO][sS][oO][fF][tT]\\.[sS][uU][bB][sS][cC][rR][iI][pP][tT][iI][oO][nN][sS](?:\\.[aA][dD][mM][iI][nN])?/[sS][uU][bB][sS][cC][rR][iI][pP][tT][iI][oO][nN][sS]/[^/]+$", "u");
const pattern5 = new RegExp("^[^/\\s]+$", "u");
const pattern6 = new RegExp("^(?:/[^/]+)+$", "u");
const pattern7 = new RegExp("^[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$", "u");
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
if(data.subscriptionId === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "subscriptionId"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.displayName === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "displayName"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.owner === undefined){
const err3 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "owner"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if(data.offerId === undefined){
const err4 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "offerId"}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if(data.tenantId === undefined){
const err5 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "tenantId"}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if(data.state === undefined){
const err6 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "state"}};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if(data.id !== undefined){
let data0 = data.id;
if(typeof data0 === "string"){
if(!pattern4.test(data0)){
const err7 = {instancePath:instancePath+"/id",schemaPath:"#/properties/id/pattern",keyword:"pattern",params:{pattern: "^/[sS][uU][bB][sS][cC][rR][iI][pP][tT][iI][oO][nN][sS]/[^/]+/[pP][rR][oO][vV][iI][dD][eE][rR][sS]/[mM][iI][cC][rR][oO][sS][oO][fF][tT]\\.[sS][uU][bB][sS][cC][rR][iI][pP][tT][iI][oO][nN][sS](?:\\.[aA][dD][mM][iI][nN])?/[sS][uU][bB][sS][cC][rR][iI][pP][tT][iI][oO][nN][sS]/[^/]+$"}};
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
const err8 = {instancePath:instancePath+"/id",schemaPath:"#/properties/id/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.subscriptionId !== undefined){
let data1 = data.subscriptionId;
if(typeof data1 === "string"){
if(!pattern5.test(data1)){
const err9 = {instancePath:instancePath+"/subscriptionId",schemaPath:"shared.json#/$defs/subscriptionId/pattern",keyword:"pattern",params:{pattern: "^[^/\\s]+$"}};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
else {
const err10 = {instancePath:instancePath+"/subscriptionId",schemaPath:"shared.json#/$defs/subscriptionId/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data.displayName !== undefined){
if(typeof data.displayName !== "string"){
const err11 = {instancePath:instancePath+"/displayName",schemaPath:"#/properties/displayName/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
if(data.owner !== undefined){
let data3 = data.owner;
if(typeof data3 === "string"){
if(func1(data3) < 1){
const err12 = {instancePath:instancePath+"/owner",schemaPath:"shared.json#/$defs/name/minLength",keyword:"minLength",params:{limit: 1}};
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
const err13 = {instancePath:instancePath+"/owner",schemaPath:"shared.json#/$defs/name/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data.offerId !== undefined){
let data4 = data.offerId;
if(typeof data4 === "string"){
if(!pattern6.test(data4)){
const err14 = {instancePath:instancePath+"/offerId",schemaPath:"shared.json#/$defs/armId/pattern",keyword:"pattern",params:{pattern: "^(?:/[^/]+)+$"}};
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
const err15 = {instancePath:instancePath+"/offerId",schemaPath:"shared.json#/$defs/armId/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
if(data.tenantId !== undefined){
let data5 = data.tenantId;
if(typeof data5 === "string"){
if(!pattern7.test(data5)){
const err16 = {instancePath:instancePath+"/tenantId",schemaPath:"shared.json#/$defs/guid/pattern",keyword:"pattern",params:{pattern: "^[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$"}};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
else {
const err17 = {instancePath:instancePath+"/tenantId",schemaPath:"shared.json#/$defs/guid/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
if(data.delegatedProviderSubscriptionId !== undefined){
let data6 = data.delegatedProviderSubscriptionId;
if((typeof data6 !== "string") && (data6 !== null)){
const err18 = {instancePath:instancePath+"/delegatedProviderSubscriptionId",schemaPath:"shared.json#/$defs/optionalSubscriptionId/type",keyword:"type",params:{type: schema37.type}};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
if(typeof data6 === "string"){
if(!pattern5.test(data6)){
const err19 = {instancePath:instancePath+"/delegatedProviderSubscriptionId",schemaPath:"shared.json#/$defs/optionalSubscriptionId/pattern",keyword:"pattern",params:{pattern: "^[^/\\s]+$"}};
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
if(data.routingResourceManagerType !== undefined){
let data7 = data.routingResourceManagerType;
if(typeof data7 !== "string"){
const err20 = {instancePath:instancePath+"/routingResourceManagerType",schemaPath:"#/properties/routingResourceManagerType/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
if(!((data7 === "Default") || (data7 === "Admin"))){
const err21 = {instancePath:instancePath+"/routingResourceManagerType",schemaPath:"#/properties/routingResourceManagerType/enum",keyword:"enum",params:{allowedValues: schema31.properties.routingResourceManagerType.enum}};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
if(data.state !== undefined){
let data8 = data.state;
if(typeof data8 !== "string"){
const err22 = {instancePath:instancePath+"/state",schemaPath:"#/properties/state/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
if(!((((((((data8 === "NotDefined") || (data8 === "Enabled")) || (data8 === "Warned")) || (data8 === "PastDue")) || (data8 === "Disabled")) || (data8 === "Deleted")) || (data8 === "Deleting")) || (data8 === "PartiallyDeleted"))){
const err23 = {instancePath:instancePath+"/state",schemaPath:"#/properties/state/enum",keyword:"enum",params:{allowedValues: schema31.properties.state.enum}};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
if(data.externalReferenceId !== undefined){
let data9 = data.externalReferenceId;
if((typeof data9 !== "string") && (data9 !== null)){
const err24 = {instancePath:instancePath+"/externalReferenceId",schemaPath:"shared.json#/$defs/text/type",keyword:"type",params:{type: schema38.type}};
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
const err25 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
validate20.errors = vErrors;
return errors === 0;
}
validate20.evaluated = {"props":{"id":true,"subscriptionId":true,"displayName":true,"owner":true,"offerId":true,"tenantId":true,"delegatedProviderSubscriptionId":true,"routingResourceManagerType":true,"state":true,"externalReferenceId":true},"dynamicProps":false,"dynamicItems":false};
const expectations = {
  "^(?:/[^/]+)+$": "an absolute resource id: segments that each start with a slash",
  "^/[sS][uU][bB][sS][cC][rR][iI][pP][tT][iI][oO][nN][sS]/[^/]+/[pP][rR][oO][vV][iI][dD][eE][rR][sS]/[mM][iI][cC][rR][oO][sS][oO][fF][tT]\\.[sS][uU][bB][sS][cC][rR][iI][pP][tT][iI][oO][nN][sS](?:\\.[aA][dD][mM][iI][nN])?/[sS][uU][bB][sS][cC][rR][iI][pP][tT][iI][oO][nN][sS]/[^/]+$": "the administrator's id of a subscription: /subscriptions/{provider}/providers/Microsoft.Subscriptions.Admin/subscriptions/{id}",
  "^[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$": "a GUID, in any case, without braces",
  "^[^/\\s]+$": "a subscription id: usually a GUID, but the API takes and keeps any text without a slash"
};
export const schema: CompiledSchema<Subscription> = { validate: compiled, expectations };

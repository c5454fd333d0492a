// Generated from schemas/plan.json by `npm run generate`. Do not edit.
// @ts-nocheck
import { countCharacters } from '../character-count.js';
import type { CompiledSchema } from '../compiled-schema.js';
import type { Plan } from './types.js';
const compiled = validate20;

const schema31 = {"$schema":"https://json-schema.org/draft/2020-12/schema","title":"Plan","description":"A plan. Source: REST reference, section 4.1.","type":"object","required":["id","location","properties"],"properties":{"id":{"description":"the full id of a plan: /subscriptions/{id}/resourceGroups/{group}/providers/Microsoft.Subscriptions.Admin/plans/{plan}","type":"string","pattern":"^/[sS][uU][bB][sS][cC][rR][iI][pP][tT][iI][oO][nN][sS]/[^/]+/[rR][eE][sS][oO][uU][rR][cC][eE][gG][rR][oO][uU][pP][sS]/[^/]+/[pP][rR][oO][vV][iI][dD][eE][rR][sS]/[mM][iI][cC][rR][oO][sS][oO][fF][tT]\\.[sS][uU][bB][sS][cC][rR][iI][pP][tT][iI][oO][nN][sS]\\.[aA][dD][mM][iI][nN]/[pP][lL][aA][nN][sS]/[^/]+$"},"name":{"$ref":"shared.json#/$defs/name"},"type":{"type":"string"},"location":{"$ref":"shared.json#/$defs/name"},"tags":{"$ref":"shared.json#/$defs/tags"},"properties":{"type":"object","required":["name","displayName","quotaIds"],"properties":{"name":{"$ref":"shared.json#/$defs/name"},"displayName":{"type":"string"},"description":{"$ref":"shared.json#/$defs/text"},"externalReferenceId":{"$ref":"shared.json#/$defs/text"},"quotaIds":{"type":"array","items":{"$ref":"shared.json#/$defs/quotaId"}},"skuIds":{"type":["array","null"],"items":{"type":"string"}},"subscriptionCount":{"$ref":"shared.json#/$defs/count32"},"provisioningState":{"$ref":"shared.json#/$defs/text"}}}}};
const schema35 = {"description":"names with text values","type":["object","null"],"additionalProperties":{"type":"string"}};
const schema37 = {"description":"text, or null where it was never set","type":["string","null"]};
const pattern4 = new RegExp("^/[sS][uU][bB][sS][cC][rR][iI][pP][tT][iI][oO][nN][sS]/[^/]+/[rR][eE][sS][oO][uU][rR][cC][eE][gG][rR][oO][uU][pP][sS]/[^/]+/[pP][rR][oO][vV][iI][dD][eE][rR][sS]/[mM][iI][cC][rR][oO][sS][oO][fF][tT]\\.[sS][uU][bB][sS][cC][rR][iI][pP][tT][iI][oO][nN][sS]\\.[aA][dD][mM][iI][nN]/[pP][lL][aA][nN][sS]/[^/]+$", "u");
const pattern5 = new RegExp("^/[sS][uU][bB][sS][cC][rR][iI][pP][tT][iI][oO][nN][sS]/[^/]+/[pP][rR][oO][vV][iI][dD][eE][rR][sS]/[^/]+/[lL][oO][cC][aA][tT][iI][oO][nN][sS]/[^/]+/[qQ][uU][oO][tT][aA][sS]/[^/]+$", "u");
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
if(data.location === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "location"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.properties === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "properties"}};
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
const err3 = {instancePath:instancePath+"/id",schemaPath:"#/properties/id/pattern",keyword:"pattern",params:{pattern: "^/[sS][uU][bB][sS][cC][rR][iI][pP][tT][iI][oO][nN][sS]/[^/]+/[rR][eE][sS][oO][uU][rR][cC][eE][gG][rR][oO][uU][pP][sS]/[^/]+/[pP][rR][oO][vV][iI][dD][eE][rR][sS]/[mM][iI][cC][rR][oO][sS][oO][fF][tT]\\.[sS][uU][bB][sS][cC][rR][iI][pP][tT][iI][oO][nN][sS]\\.[aA][dD][mM][iI][nN]/[pP][lL][aA][nN][sS]/[^/]+$"}};
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
if(data.name !== undefined){
let data1 = data.name;
if(typeof data1 === "string"){
if(func1(data1) < 1){
const err5 = {instancePath:instancePath+"/name",schemaPath:"shared.json#/$defs/name/minLength",keyword:"minLength",params:{limit: 1}};
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
const err6 = {instancePath:instancePath+"/name",schemaPath:"shared.json#/$defs/name/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.type !== undefined){
if(typeof data.type !== "string"){
const err7 = {instancePath:instancePath+"/type",schemaPath:"#/properties/type/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data.location !== undefined){
let data3 = data.location;
if(typeof data3 === "string"){
if(func1(data3) < 1){
const err8 = {instancePath:instancePath+"/location",schemaPath:"shared.json#/$defs/name/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
else {
const err9 = {instancePath:instancePath+"/location",schemaPath:"shared.json#/$defs/name/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data.tags !== undefined){
let data4 = data.tags;
if((!(data4 && typeof data4 == "object" && !Array.isArray(data4))) && (data4 !== null)){
const err10 = {instancePath:instancePath+"/tags",schemaPath:"shared.json#/$defs/tags/type",keyword:"type",params:{type: schema35.type}};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
for(const key0 in data4){
if(typeof data4[key0] !== "string"){
const err11 = {instancePath:instancePath+"/tags/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"shared.json#/$defs/tags/additionalProperties/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
}
}
if(data.properties !== undefined){
let data6 = data.properties;
if(data6 && typeof data6 == "object" && !Array.isArray(data6)){
if(data6.name === undefined){
const err12 = {instancePath:instancePath+"/properties",schemaPath:"#/properties/properties/required",keyword:"required",params:{missingProperty: "name"}};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
if(data6.displayName === undefined){
const err13 = {instancePath:instancePath+"/properties",schemaPath:"#/properties/properties/required",keyword:"required",params:{missingProperty: "displayName"}};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
if(data6.quotaIds === undefined){
const err14 = {instancePath:instancePath+"/properties",schemaPath:"#/properties/properties/required",keyword:"required",params:{missingProperty: "quotaIds"}};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
if(data6.name !== undefined){
let data7 = data6.name;
if(typeof data7 === "string"){
if(func1(data7) < 1){
const err15 = {instancePath:instancePath+"/properties/name",schemaPath:"shared.json#/$defs/name/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
else {
const err16 = {instancePath:instancePath+"/properties/name",schemaPath:"shared.json#/$defs/name/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
if(data6.displayName !== undefined){
if(typeof data6.displayName !== "string"){
const err17 = {instancePath:instancePath+"/properties/displayName",schemaPath:"#/properties/properties/properties/displayName/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
if(data6.description !== undefined){
let data9 = data6.description;
if((typeof data9 !== "string") && (data9 !== null)){
const err18 = {instancePath:instancePath+"/properties/description",schemaPath:"shared.json#/$defs/text/type",keyword:"type",params:{type: schema37.type}};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
if(data6.externalReferenceId !== undefined){
let data10 = data6.externalReferenceId;
if((typeof data10 !== "string") && (data10 !== null)){
const err19 = {instancePath:instancePath+"/properties/externalReferenceId",schemaPath:"shared.json#/$defs/text/type",keyword:"type",params:{type: schema37.type}};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
if(data6.quotaIds !== undefined){
let data11 = data6.quotaIds;
if(Array.isArray(data11)){
const len0 = data11.length;
for(let i0=0; i0<len0; i0++){
let data12 = data11[i0];
if(typeof data12 === "string"){
if(!pattern5.test(data12)){
const err20 = {instancePath:instancePath+"/properties/quotaIds/" + i0,schemaPath:"shared.json#/$defs/quotaId/pattern",keyword:"pattern",params:{pattern: "^/[sS][uU][bB][sS][cC][rR][iI][pP][tT][iI][oO][nN][sS]/[^/]+/[pP][rR][oO][vV][iI][dD][eE][rR][sS]/[^/]+/[lL][oO][cC][aA][tT][iI][oO][nN][sS]/[^/]+/[qQ][uU][oO][tT][aA][sS]/[^/]+$"}};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
else {
const err21 = {instancePath:instancePath+"/properties/quotaIds/" + i0,schemaPath:"shared.json#/$defs/quotaId/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
}
else {
const err22 = {instancePath:instancePath+"/properties/quotaIds",schemaPath:"#/properties/properties/properties/quotaIds/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
if(data6.skuIds !== undefined){
let data13 = data6.skuIds;
if((!(Array.isArray(data13))) && (data13 !== null)){
const err23 = {instancePath:instancePath+"/properties/skuIds",schemaPath:"#/properties/properties/properties/skuIds/type",keyword:"type",params:{type: schema31.properties.properties.properties.skuIds.type}};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
if(Array.isArray(data13)){
const len1 = data13.length;
for(let i1=0; i1<len1; i1++){
if(typeof data13[i1] !== "string"){
const err24 = {instancePath:instancePath+"/properties/skuIds/" + i1,schemaPath:"#/properties/properties/properties/skuIds/items/type",keyword:"type",params:{type: "string"}};
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
}
if(data6.subscriptionCount !== undefined){
let data15 = data6.subscriptionCount;
if(!(((typeof data15 == "number") && (!(data15 % 1) && !isNaN(data15))) && (isFinite(data15)))){
const err25 = {instancePath:instancePath+"/properties/subscriptionCount",schemaPath:"shared.json#/$defs/count32/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
if((typeof data15 == "number") && (isFinite(data15))){
if(data15 > 2147483647 || isNaN(data15)){
const err26 = {instancePath:instancePath+"/properties/subscriptionCount",schemaPath:"shared.json#/$defs/count32/maximum",keyword:"maximum",params:{comparison: "<=", limit: 2147483647}};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
if(data15 < 0 || isNaN(data15)){
const err27 = {instancePath:instancePath+"/properties/subscriptionCount",schemaPath:"shared.json#/$defs/count32/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
}
if(data6.provisioningState !== undefined){
let data16 = data6.provisioningState;
if((typeof data16 !== "string") && (data16 !== null)){
const err28 = {instancePath:instancePath+"/properties/provisioningState",schemaPath:"shared.json#/$defs/text/type",keyword:"type",params:{type: schema37.type}};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
}
else {
const err29 = {instancePath:instancePath+"/properties",schemaPath:"#/properties/properties/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
}
else {
const err30 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
validate20.errors = vErrors;
return errors === 0;
}
validate20.evaluated = {"props":{"id":true,"name":true,"type":true,"location":true,"tags":true,"properties":true},"dynamicProps":false,"dynamicItems":false};
const expectations = {
  "^/[sS][uU][bB][sS][cC][rR][iI][pP][tT][iI][oO][nN][sS]/[^/]+/[pP][rR][oO][vV][iI][dD][eE][rR][sS]/[^/]+/[lL][oO][cC][aA][tT][iI][oO][nN][sS]/[^/]+/[qQ][uU][oO][tT][aA][sS]/[^/]+$": "the full id of a quota: /subscriptions/{id}/providers/{namespace}/locations/{region}/quotas/{name}",
  "^/[sS][uU][bB][sS][cC][rR][iI][pP][tT][iI][oO][nN][sS]/[^/]+/[rR][eE][sS][oO][uU][rR][cC][eE][gG][rR][oO][uU][pP][sS]/[^/]+/[pP][rR][oO][vV][iI][dD][eE][rR][sS]/[mM][iI][cC][rR][oO][sS][oO][fF][tT]\\.[sS][uU][bB][sS][cC][rR][iI][pP][tT][iI][oO][nN][sS]\\.[aA][dD][mM][iI][nN]/[pP][lL][aA][nN][sS]/[^/]+$": "the full id of a plan: /subscriptions/{id}/resourceGroups/{group}/providers/Microsoft.Subscriptions.Admin/plans/{plan}"
};
export const schema: CompiledSchema<Plan> = { validate: compiled, expectations };

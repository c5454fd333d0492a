// Generated from schemas/resource-group.json by `npm run generate`. Do not edit.
// @ts-nocheck
import { countCharacters } from '../character-count.js';
import type { CompiledSchema } from '../compiled-schema.js';
import type { ResourceGroup } from './types.js';
const compiled = validate20;

const schema31 = {"$schema":"https://json-schema.org/draft/2020-12/schema","title":"ResourceGroup","description":"A resource group. Source: REST reference, section 2.1.","type":"object","required":["id","location"],"properties":{"id":{"description":"the id of a resource group: /subscriptions/{id}/resourceGroups/{name}","type":"string","pattern":"^/[sS][uU][bB][sS][cC][rR][iI][pP][tT][iI][oO][nN][sS]/[^/]+/[rR][eE][sS][oO][uU][rR][cC][eE][gG][rR][oO][uU][pP][sS]/[^/]+$"},"name":{"description":"a resource group's name: 1 to 90 letters, digits or -_.(), not ending in a dot","type":"string","pattern":"^[-\\p{L}\\p{N}_.()]{0,89}[-\\p{L}\\p{N}_()]$"},"type":{"type":"string"},"location":{"$ref":"shared.json#/$defs/name"},"tags":{"$ref":"shared.json#/$defs/tags"},"managedBy":{"$ref":"shared.json#/$defs/text"},"properties":{"type":["object","null"],"properties":{"provisioningState":{"$ref":"shared.json#/$defs/text"}}}}};
const schema34 = {"description":"names with text values","type":["object","null"],"additionalProperties":{"type":"string"}};
const schema35 = {"description":"text, or null where it was never set","type":["string","null"]};
const pattern4 = new RegExp("^/[sS][uU][bB][sS][cC][rR][iI][pP][tT][iI][oO][nN][sS]/[^/]+/[rR][eE][sS][oO][uU][rR][cC][eE][gG][rR][oO][uU][pP][sS]/[^/]+$", "u");
const pattern5 = new RegExp("^[-\\p{L}\\p{N}_.()]{0,89}[-\\p{L}\\p{N}_()]$", "u");
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
if(data.id !== undefined){
let data0 = data.id;
if(typeof data0 === "string"){
if(!pattern4.test(data0)){
const err2 = {instancePath:instancePath+"/id",schemaPath:"#/properties/id/pattern",keyword:"pattern",params:{pattern: "^/[sS][uU][bB][sS][cC][rR][iI][pP][tT][iI][oO][nN][sS]/[^/]+/[rR][eE][sS][oO][uU][rR][cC][eE][gG][rR][oO][uU][pP][sS]/[^/]+$"}};
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
const err4 = {instancePath:instancePath+"/name",schemaPath:"#/properties/name/pattern",keyword:"pattern",params:{pattern: "^[-\\p{L}\\p{N}_.()]{0,89}[-\\p{L}\\p{N}_()]$"}};
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
const err5 = {instancePath:instancePath+"/name",schemaPath:"#/properties/name/type",keyword:"type",params:{type: "string"}};
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
if(data.location !== undefined){
let data3 = data.location;
if(typeof data3 === "string"){
if(func1(data3) < 1){
const err7 = {instancePath:instancePath+"/location",schemaPath:"shared.json#/$defs/name/minLength",keyword:"minLength",params:{limit: 1}};
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
const err8 = {instancePath:instancePath+"/location",schemaPath:"shared.json#/$defs/name/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.tags !== undefined){
let data4 = data.tags;
if((!(data4 && typeof data4 == "object" && !Array.isArray(data4))) && (data4 !== null)){
const err9 = {instancePath:instancePath+"/tags",schemaPath:"shared.json#/$defs/tags/type",keyword:"type",params:{type: schema34.type}};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
for(const key0 in data4){
if(typeof data4[key0] !== "string"){
const err10 = {instancePath:instancePath+"/tags/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"shared.json#/$defs/tags/additionalProperties/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
}
}
if(data.managedBy !== undefined){
let data6 = data.managedBy;
if((typeof data6 !== "string") && (data6 !== null)){
const err11 = {instancePath:instancePath+"/managedBy",schemaPath:"shared.json#/$defs/text/type",keyword:"type",params:{type: schema35.type}};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
if(data.properties !== undefined){
let data7 = data.properties;
if((!(data7 && typeof data7 == "object" && !Array.isArray(data7))) && (data7 !== null)){
const err12 = {instancePath:instancePath+"/properties",schemaPath:"#/properties/properties/type",keyword:"type",params:{type: schema31.properties.properties.type}};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
if(data7 && typeof data7 == "object" && !Array.isArray(data7)){
if(data7.provisioningState !== undefined){
let data8 = data7.provisioningState;
if((typeof data8 !== "string") && (data8 !== null)){
const err13 = {instancePath:instancePath+"/properties/provisioningState",schemaPath:"shared.json#/$defs/text/type",keyword:"type",params:{type: schema35.type}};
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
validate20.evaluated = {"props":{"id":true,"name":true,"type":true,"location":true,"tags":true,"managedBy":true,"properties":true},"dynamicProps":false,"dynamicItems":false};
const expectations = {
  "^/[sS][uU][bB][sS][cC][rR][iI][pP][tT][iI][oO][nN][sS]/[^/]+/[rR][eE][sS][oO][uU][rR][cC][eE][gG][rR][oO][uU][pP][sS]/[^/]+$": "the id of a resource group: /subscriptions/{id}/resourceGroups/{name}",
  "^[-\\p{L}\\p{N}_.()]{0,89}[-\\p{L}\\p{N}_()]$": "a resource group's name: 1 to 90 letters, digits or -_.(), not ending in a dot"
};
export const schema: CompiledSchema<ResourceGroup> = { validate: compiled, expectations };

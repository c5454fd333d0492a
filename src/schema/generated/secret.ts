// Generated from schemas/secret.json by `npm run generate`. Do not edit.
// @ts-nocheck
import { countCharacters } from '../character-count.js';
import type { CompiledSchema } from '../compiled-schema.js';
import type { Secret } from './types.js';
const compiled = validate20;

const schema31 = {"$schema":"https://json-schema.org/draft/2020-12/schema","title":"Secret","description":"One version of a secret, with its value. Source: REST reference, section 8.2.","type":"object","required":["id","value"],"properties":{"id":{"description":"the id of a secret's version: https://{vault host}/secrets/{name}/{32 hexadecimal digits}","type":"string","pattern":"^[hH][tT][tT][pP][sS]://[^/\\s]+/[sS][eE][cC][rR][eE][tT][sS]/[0-9a-zA-Z-]{1,127}/[0-9a-fA-F]{32}$"},"value":{"description":"at most 25 KiB as UTF-8; the validator counts the bytes, the schema only the characters","type":"string","maxLength":25600},"contentType":{"type":["string","null"],"maxLength":255},"attributes":{"type":"object","properties":{"enabled":{"$ref":"shared.json#/$defs/flag"},"nbf":{"$ref":"shared.json#/$defs/unixTime"},"exp":{"$ref":"shared.json#/$defs/unixTime"},"created":{"$ref":"shared.json#/$defs/unixTime"},"updated":{"$ref":"shared.json#/$defs/unixTime"},"recoveryLevel":{"$ref":"shared.json#/$defs/text"}}},"tags":{"type":["object","null"],"maxProperties":15,"propertyNames":{"maxLength":256},"additionalProperties":{"type":"string","maxLength":256}},"kid":{"$ref":"shared.json#/$defs/text"},"managed":{"$ref":"shared.json#/$defs/flag"}}};
const schema33 = {"type":["boolean","null"]};
const schema34 = {"description":"seconds since 1970, UTC","type":["integer","null"],"minimum":0};
const schema38 = {"description":"text, or null where it was never set","type":["string","null"]};
const pattern4 = new RegExp("^[hH][tT][tT][pP][sS]://[^/\\s]+/[sS][eE][cC][rR][eE][tT][sS]/[0-9a-zA-Z-]{1,127}/[0-9a-fA-F]{32}$", "u");
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
if(data.value === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "value"}};
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
const err2 = {instancePath:instancePath+"/id",schemaPath:"#/properties/id/pattern",keyword:"pattern",params:{pattern: "^[hH][tT][tT][pP][sS]://[^/\\s]+/[sS][eE][cC][rR][eE][tT][sS]/[0-9a-zA-Z-]{1,127}/[0-9a-fA-F]{32}$"}};
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
if(data.value !== undefined){
let data1 = data.value;
if(typeof data1 === "string"){
if(func1(data1) > 25600){
const err4 = {instancePath:instancePath+"/value",schemaPath:"#/properties/value/maxLength",keyword:"maxLength",params:{limit: 25600}};
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
const err5 = {instancePath:instancePath+"/value",schemaPath:"#/properties/value/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.contentType !== undefined){
let data2 = data.contentType;
if((typeof data2 !== "string") && (data2 !== null)){
const err6 = {instancePath:instancePath+"/contentType",schemaPath:"#/properties/contentType/type",keyword:"type",params:{type: schema31.properties.contentType.type}};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if(typeof data2 === "string"){
if(func1(data2) > 255){
const err7 = {instancePath:instancePath+"/contentType",schemaPath:"#/properties/contentType/maxLength",keyword:"maxLength",params:{limit: 255}};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
}
if(data.attributes !== undefined){
let data3 = data.attributes;
if(data3 && typeof data3 == "object" && !Array.isArray(data3)){
if(data3.enabled !== undefined){
let data4 = data3.enabled;
if((typeof data4 !== "boolean") && (data4 !== null)){
const err8 = {instancePath:instancePath+"/attributes/enabled",schemaPath:"shared.json#/$defs/flag/type",keyword:"type",params:{type: schema33.type}};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data3.nbf !== undefined){
let data5 = data3.nbf;
if((!(((typeof data5 == "number") && (!(data5 % 1) && !isNaN(data5))) && (isFinite(data5)))) && (data5 !== null)){
const err9 = {instancePath:instancePath+"/attributes/nbf",schemaPath:"shared.json#/$defs/unixTime/type",keyword:"type",params:{type: schema34.type}};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
if((typeof data5 == "number") && (isFinite(data5))){
if(data5 < 0 || isNaN(data5)){
const err10 = {instancePath:instancePath+"/attributes/nbf",schemaPath:"shared.json#/$defs/unixTime/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
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
if(data3.exp !== undefined){
let data6 = data3.exp;
if((!(((typeof data6 == "number") && (!(data6 % 1) && !isNaN(data6))) && (isFinite(data6)))) && (data6 !== null)){
const err11 = {instancePath:instancePath+"/attributes/exp",schemaPath:"shared.json#/$defs/unixTime/type",keyword:"type",params:{type: schema34.type}};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
if((typeof data6 == "number") && (isFinite(data6))){
if(data6 < 0 || isNaN(data6)){
const err12 = {instancePath:instancePath+"/attributes/exp",schemaPath:"shared.json#/$defs/unixTime/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
}
if(data3.created !== undefined){
let data7 = data3.created;
if((!(((typeof data7 == "number") && (!(data7 % 1) && !isNaN(data7))) && (isFinite(data7)))) && (data7 !== null)){
const err13 = {instancePath:instancePath+"/attributes/created",schemaPath:"shared.json#/$defs/unixTime/type",keyword:"type",params:{type: schema34.type}};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
if((typeof data7 == "number") && (isFinite(data7))){
if(data7 < 0 || isNaN(data7)){
const err14 = {instancePath:instancePath+"/attributes/created",schemaPath:"shared.json#/$defs/unixTime/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
}
if(data3.updated !== undefined){
let data8 = data3.updated;
if((!(((typeof data8 == "number") && (!(data8 % 1) && !isNaN(data8))) && (isFinite(data8)))) && (data8 !== null)){
const err15 = {instancePath:instancePath+"/attributes/updated",schemaPath:"shared.json#/$defs/unixTime/type",keyword:"type",params:{type: schema34.type}};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
if((typeof data8 == "number") && (isFinite(data8))){
if(data8 < 0 || isNaN(data8)){
const err16 = {instancePath:instancePath+"/attributes/updated",schemaPath:"shared.json#/$defs/unixTime/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
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
if(data3.recoveryLevel !== undefined){
let data9 = data3.recoveryLevel;
if((typeof data9 !== "string") && (data9 !== null)){
const err17 = {instancePath:instancePath+"/attributes/recoveryLevel",schemaPath:"shared.json#/$defs/text/type",keyword:"type",params:{type: schema38.type}};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
}
else {
const err18 = {instancePath:instancePath+"/attributes",schemaPath:"#/properties/attributes/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
if(data.tags !== undefined){
let data10 = data.tags;
if((!(data10 && typeof data10 == "object" && !Array.isArray(data10))) && (data10 !== null)){
const err19 = {instancePath:instancePath+"/tags",schemaPath:"#/properties/tags/type",keyword:"type",params:{type: schema31.properties.tags.type}};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
if(data10 && typeof data10 == "object" && !Array.isArray(data10)){
if(Object.keys(data10).length > 15){
const err20 = {instancePath:instancePath+"/tags",schemaPath:"#/properties/tags/maxProperties",keyword:"maxProperties",params:{limit: 15}};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
for(const key0 in data10){
const _errs29 = errors;
if(typeof key0 === "string"){
if(func1(key0) > 256){
const err21 = {instancePath:instancePath+"/tags",schemaPath:"#/properties/tags/propertyNames/maxLength",keyword:"maxLength",params:{limit: 256},propertyName:key0};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
var valid8 = _errs29 === errors;
if(!valid8){
const err22 = {instancePath:instancePath+"/tags",schemaPath:"#/properties/tags/propertyNames",keyword:"propertyNames",params:{propertyName: key0}};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
for(const key1 in data10){
let data11 = data10[key1];
if(typeof data11 === "string"){
if(func1(data11) > 256){
const err23 = {instancePath:instancePath+"/tags/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/tags/additionalProperties/maxLength",keyword:"maxLength",params:{limit: 256}};
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
const err24 = {instancePath:instancePath+"/tags/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/tags/additionalProperties/type",keyword:"type",params:{type: "string"}};
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
if(data.kid !== undefined){
let data12 = data.kid;
if((typeof data12 !== "string") && (data12 !== null)){
const err25 = {instancePath:instancePath+"/kid",schemaPath:"shared.json#/$defs/text/type",keyword:"type",params:{type: schema38.type}};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
if(data.managed !== undefined){
let data13 = data.managed;
if((typeof data13 !== "boolean") && (data13 !== null)){
const err26 = {instancePath:instancePath+"/managed",schemaPath:"shared.json#/$defs/flag/type",keyword:"type",params:{type: schema33.type}};
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
validate20.evaluated = {"props":{"id":true,"value":true,"contentType":true,"attributes":true,"tags":true,"kid":true,"managed":true},"dynamicProps":false,"dynamicItems":false};
const expectations = {
  "^[hH][tT][tT][pP][sS]://[^/\\s]+/[sS][eE][cC][rR][eE][tT][sS]/[0-9a-zA-Z-]{1,127}/[0-9a-fA-F]{32}$": "the id of a secret's version: https://{vault host}/secrets/{name}/{32 hexadecimal digits}"
};
export const schema: CompiledSchema<Secret> = { validate: compiled, expectations };

// Generated from schemas/cli/keys-check.json by `npm run generate`. Do not edit.
// @ts-nocheck
import type { CompiledSchema } from '../../../src/schema/compiled-schema.js';
import type { KeysCheckResult } from '../../../src/schema/generated/cli-types.js';
const compiled = validate20;

const schema31 = {"$schema":"https://json-schema.org/draft/2020-12/schema","title":"KeysCheckResult","description":"Result of restack keys check: every set against every given key.","type":"object","required":["backups"],"additionalProperties":false,"properties":{"backups":{"type":"array","items":{"type":"object","required":["backupId","wantedThumbprint","mode","keys"],"additionalProperties":false,"properties":{"backupId":{"$ref":"shared.json#/$defs/backupId"},"wantedThumbprint":{"anyOf":[{"$ref":"shared.json#/$defs/thumbprint"},{"type":"null"}]},"mode":{"type":"string","enum":["certificate","key"]},"keys":{"type":"array","items":{"type":"object","required":["source","thumbprint","state","expired","oaepHash"],"additionalProperties":false,"properties":{"source":{"description":"the file the key came from, or the environment variable","type":"string"},"thumbprint":{"anyOf":[{"$ref":"shared.json#/$defs/thumbprint"},{"type":"null"}]},"state":{"type":"string","enum":["opens","does-not-open","wrong-password","untested"]},"expired":{"description":"an expired certificate opens all the same","type":"boolean"},"oaepHash":{"anyOf":[{"description":"hash of the padding that the set's keys are wrapped with; null unless the key opens a certificate set","type":"string","enum":["sha256","sha1"]},{"type":"null"}]}}}}}}}}};
const pattern4 = new RegExp("^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$", "u");
const pattern5 = new RegExp("^[0-9A-F]{40}$", "u");

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
if(data.backups === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "backups"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
for(const key0 in data){
if(!(key0 === "backups")){
const err1 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.backups !== undefined){
let data0 = data.backups;
if(Array.isArray(data0)){
const len0 = data0.length;
for(let i0=0; i0<len0; i0++){
let data1 = data0[i0];
if(data1 && typeof data1 == "object" && !Array.isArray(data1)){
if(data1.backupId === undefined){
const err2 = {instancePath:instancePath+"/backups/" + i0,schemaPath:"#/properties/backups/items/required",keyword:"required",params:{missingProperty: "backupId"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data1.wantedThumbprint === undefined){
const err3 = {instancePath:instancePath+"/backups/" + i0,schemaPath:"#/properties/backups/items/required",keyword:"required",params:{missingProperty: "wantedThumbprint"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if(data1.mode === undefined){
const err4 = {instancePath:instancePath+"/backups/" + i0,schemaPath:"#/properties/backups/items/required",keyword:"required",params:{missingProperty: "mode"}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if(data1.keys === undefined){
const err5 = {instancePath:instancePath+"/backups/" + i0,schemaPath:"#/properties/backups/items/required",keyword:"required",params:{missingProperty: "keys"}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
for(const key1 in data1){
if(!((((key1 === "backupId") || (key1 === "wantedThumbprint")) || (key1 === "mode")) || (key1 === "keys"))){
const err6 = {instancePath:instancePath+"/backups/" + i0,schemaPath:"#/properties/backups/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1}};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data1.backupId !== undefined){
let data2 = data1.backupId;
if(typeof data2 === "string"){
if(!pattern4.test(data2)){
const err7 = {instancePath:instancePath+"/backups/" + i0+"/backupId",schemaPath:"shared.json#/$defs/backupId/pattern",keyword:"pattern",params:{pattern: "^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$"}};
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
const err8 = {instancePath:instancePath+"/backups/" + i0+"/backupId",schemaPath:"shared.json#/$defs/backupId/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data1.wantedThumbprint !== undefined){
let data3 = data1.wantedThumbprint;
const _errs11 = errors;
let valid5 = false;
const _errs12 = errors;
if(typeof data3 === "string"){
if(!pattern5.test(data3)){
const err9 = {instancePath:instancePath+"/backups/" + i0+"/wantedThumbprint",schemaPath:"shared.json#/$defs/thumbprint/pattern",keyword:"pattern",params:{pattern: "^[0-9A-F]{40}$"}};
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
const err10 = {instancePath:instancePath+"/backups/" + i0+"/wantedThumbprint",schemaPath:"shared.json#/$defs/thumbprint/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
var _valid0 = _errs12 === errors;
valid5 = valid5 || _valid0;
const _errs15 = errors;
if(data3 !== null){
const err11 = {instancePath:instancePath+"/backups/" + i0+"/wantedThumbprint",schemaPath:"#/properties/backups/items/properties/wantedThumbprint/anyOf/1/type",keyword:"type",params:{type: "null"}};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
var _valid0 = _errs15 === errors;
valid5 = valid5 || _valid0;
if(!valid5){
const err12 = {instancePath:instancePath+"/backups/" + i0+"/wantedThumbprint",schemaPath:"#/properties/backups/items/properties/wantedThumbprint/anyOf",keyword:"anyOf",params:{}};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
else {
errors = _errs11;
if(vErrors !== null){
if(_errs11){
vErrors.length = _errs11;
}
else {
vErrors = null;
}
}
}
}
if(data1.mode !== undefined){
let data4 = data1.mode;
if(typeof data4 !== "string"){
const err13 = {instancePath:instancePath+"/backups/" + i0+"/mode",schemaPath:"#/properties/backups/items/properties/mode/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
if(!((data4 === "certificate") || (data4 === "key"))){
const err14 = {instancePath:instancePath+"/backups/" + i0+"/mode",schemaPath:"#/properties/backups/items/properties/mode/enum",keyword:"enum",params:{allowedValues: schema31.properties.backups.items.properties.mode.enum}};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
if(data1.keys !== undefined){
let data5 = data1.keys;
if(Array.isArray(data5)){
const len1 = data5.length;
for(let i1=0; i1<len1; i1++){
let data6 = data5[i1];
if(data6 && typeof data6 == "object" && !Array.isArray(data6)){
if(data6.source === undefined){
const err15 = {instancePath:instancePath+"/backups/" + i0+"/keys/" + i1,schemaPath:"#/properties/backups/items/properties/keys/items/required",keyword:"required",params:{missingProperty: "source"}};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
if(data6.thumbprint === undefined){
const err16 = {instancePath:instancePath+"/backups/" + i0+"/keys/" + i1,schemaPath:"#/properties/backups/items/properties/keys/items/required",keyword:"required",params:{missingProperty: "thumbprint"}};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
if(data6.state === undefined){
const err17 = {instancePath:instancePath+"/backups/" + i0+"/keys/" + i1,schemaPath:"#/properties/backups/items/properties/keys/items/required",keyword:"required",params:{missingProperty: "state"}};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
if(data6.expired === undefined){
const err18 = {instancePath:instancePath+"/backups/" + i0+"/keys/" + i1,schemaPath:"#/properties/backups/items/properties/keys/items/required",keyword:"required",params:{missingProperty: "expired"}};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
if(data6.oaepHash === undefined){
const err19 = {instancePath:instancePath+"/backups/" + i0+"/keys/" + i1,schemaPath:"#/properties/backups/items/properties/keys/items/required",keyword:"required",params:{missingProperty: "oaepHash"}};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
for(const key2 in data6){
if(!(((((key2 === "source") || (key2 === "thumbprint")) || (key2 === "state")) || (key2 === "expired")) || (key2 === "oaepHash"))){
const err20 = {instancePath:instancePath+"/backups/" + i0+"/keys/" + i1,schemaPath:"#/properties/backups/items/properties/keys/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2}};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
if(data6.source !== undefined){
if(typeof data6.source !== "string"){
const err21 = {instancePath:instancePath+"/backups/" + i0+"/keys/" + i1+"/source",schemaPath:"#/properties/backups/items/properties/keys/items/properties/source/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
if(data6.thumbprint !== undefined){
let data8 = data6.thumbprint;
const _errs27 = errors;
let valid10 = false;
const _errs28 = errors;
if(typeof data8 === "string"){
if(!pattern5.test(data8)){
const err22 = {instancePath:instancePath+"/backups/" + i0+"/keys/" + i1+"/thumbprint",schemaPath:"shared.json#/$defs/thumbprint/pattern",keyword:"pattern",params:{pattern: "^[0-9A-F]{40}$"}};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
else {
const err23 = {instancePath:instancePath+"/backups/" + i0+"/keys/" + i1+"/thumbprint",schemaPath:"shared.json#/$defs/thumbprint/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
var _valid1 = _errs28 === errors;
valid10 = valid10 || _valid1;
const _errs31 = errors;
if(data8 !== null){
const err24 = {instancePath:instancePath+"/backups/" + i0+"/keys/" + i1+"/thumbprint",schemaPath:"#/properties/backups/items/properties/keys/items/properties/thumbprint/anyOf/1/type",keyword:"type",params:{type: "null"}};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
var _valid1 = _errs31 === errors;
valid10 = valid10 || _valid1;
if(!valid10){
const err25 = {instancePath:instancePath+"/backups/" + i0+"/keys/" + i1+"/thumbprint",schemaPath:"#/properties/backups/items/properties/keys/items/properties/thumbprint/anyOf",keyword:"anyOf",params:{}};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
else {
errors = _errs27;
if(vErrors !== null){
if(_errs27){
vErrors.length = _errs27;
}
else {
vErrors = null;
}
}
}
}
if(data6.state !== undefined){
let data9 = data6.state;
if(typeof data9 !== "string"){
const err26 = {instancePath:instancePath+"/backups/" + i0+"/keys/" + i1+"/state",schemaPath:"#/properties/backups/items/properties/keys/items/properties/state/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
if(!((((data9 === "opens") || (data9 === "does-not-open")) || (data9 === "wrong-password")) || (data9 === "untested"))){
const err27 = {instancePath:instancePath+"/backups/" + i0+"/keys/" + i1+"/state",schemaPath:"#/properties/backups/items/properties/keys/items/properties/state/enum",keyword:"enum",params:{allowedValues: schema31.properties.backups.items.properties.keys.items.properties.state.enum}};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
if(data6.expired !== undefined){
if(typeof data6.expired !== "boolean"){
const err28 = {instancePath:instancePath+"/backups/" + i0+"/keys/" + i1+"/expired",schemaPath:"#/properties/backups/items/properties/keys/items/properties/expired/type",keyword:"type",params:{type: "boolean"}};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
if(data6.oaepHash !== undefined){
let data11 = data6.oaepHash;
const _errs38 = errors;
let valid12 = false;
const _errs39 = errors;
if(typeof data11 !== "string"){
const err29 = {instancePath:instancePath+"/backups/" + i0+"/keys/" + i1+"/oaepHash",schemaPath:"#/properties/backups/items/properties/keys/items/properties/oaepHash/anyOf/0/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
if(!((data11 === "sha256") || (data11 === "sha1"))){
const err30 = {instancePath:instancePath+"/backups/" + i0+"/keys/" + i1+"/oaepHash",schemaPath:"#/properties/backups/items/properties/keys/items/properties/oaepHash/anyOf/0/enum",keyword:"enum",params:{allowedValues: schema31.properties.backups.items.properties.keys.items.properties.oaepHash.anyOf[0].enum}};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
var _valid2 = _errs39 === errors;
valid12 = valid12 || _valid2;
const _errs41 = errors;
if(data11 !== null){
const err31 = {instancePath:instancePath+"/backups/" + i0+"/keys/" + i1+"/oaepHash",schemaPath:"#/properties/backups/items/properties/keys/items/properties/oaepHash/anyOf/1/type",keyword:"type",params:{type: "null"}};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
var _valid2 = _errs41 === errors;
valid12 = valid12 || _valid2;
if(!valid12){
const err32 = {instancePath:instancePath+"/backups/" + i0+"/keys/" + i1+"/oaepHash",schemaPath:"#/properties/backups/items/properties/keys/items/properties/oaepHash/anyOf",keyword:"anyOf",params:{}};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
else {
errors = _errs38;
if(vErrors !== null){
if(_errs38){
vErrors.length = _errs38;
}
else {
vErrors = null;
}
}
}
}
}
else {
const err33 = {instancePath:instancePath+"/backups/" + i0+"/keys/" + i1,schemaPath:"#/properties/backups/items/properties/keys/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
}
else {
const err34 = {instancePath:instancePath+"/backups/" + i0+"/keys",schemaPath:"#/properties/backups/items/properties/keys/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
}
else {
const err35 = {instancePath:instancePath+"/backups/" + i0,schemaPath:"#/properties/backups/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
}
else {
const err36 = {instancePath:instancePath+"/backups",schemaPath:"#/properties/backups/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
}
else {
const err37 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
validate20.errors = vErrors;
return errors === 0;
}
validate20.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};
const expectations = {
  "^[0-9A-F]{40}$": "SHA-1 of a certificate: 40 hexadecimal digits in upper case",
  "^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$": "a backup id: a GUID in lower case"
};
export const schema: CompiledSchema<KeysCheckResult> = { validate: compiled, expectations };

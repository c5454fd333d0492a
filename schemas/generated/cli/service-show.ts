// Generated from schemas/cli/service-show.json by `npm run generate`. Do not edit.
// @ts-nocheck
import type { CompiledSchema } from '../../../src/schema/compiled-schema.js';
import type { ServiceShowResult } from '../../../src/schema/generated/cli-types.js';
const compiled = validate20;

const schema31 = {"$schema":"https://json-schema.org/draft/2020-12/schema","title":"ServiceShowResult","description":"Result of restack service show: what the backup service of a cloud holds.","type":"object","required":["adminEndpoint","region","configured","path","userName","frequencyHours","retentionDays","schedulerEnabled","nextBackupAt","lastBackupAt","availableCapacity","encryption"],"additionalProperties":false,"properties":{"adminEndpoint":{"description":"admin endpoint of the cloud","type":"string"},"region":{"type":"string"},"configured":{"description":"true once a share is configured","type":"boolean"},"path":{"description":"the share; null until one is configured","type":["string","null"]},"userName":{"description":"DOMAIN\\user; null until one is configured","type":["string","null"]},"frequencyHours":{"description":"hours between two automatic backups","type":"integer"},"retentionDays":{"description":"days after which a backup is deleted","type":"integer"},"schedulerEnabled":{"description":"true while backups are made automatically","type":"boolean"},"nextBackupAt":{"anyOf":[{"$ref":"shared.json#/$defs/time"},{"type":"null"}]},"lastBackupAt":{"anyOf":[{"$ref":"shared.json#/$defs/time"},{"type":"null"}]},"availableCapacity":{"description":"of the share, in the cloud's own words","type":["string","null"]},"encryption":{"type":"object","required":["mode","thumbprint"],"additionalProperties":false,"properties":{"mode":{"description":"what new backups are encrypted with; none until a share is configured","type":"string","enum":["certificate","key","none"]},"thumbprint":{"anyOf":[{"$ref":"shared.json#/$defs/thumbprint"},{"type":"null"}]}}}}};
const func1 = Object.prototype.hasOwnProperty;
const pattern4 = new RegExp("^\\d{4,}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:\\.\\d+)?Z$", "u");
const pattern6 = new RegExp("^[0-9A-F]{40}$", "u");

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
if(data.adminEndpoint === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "adminEndpoint"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.region === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "region"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.configured === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "configured"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.path === undefined){
const err3 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "path"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if(data.userName === undefined){
const err4 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "userName"}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if(data.frequencyHours === undefined){
const err5 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "frequencyHours"}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if(data.retentionDays === undefined){
const err6 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "retentionDays"}};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if(data.schedulerEnabled === undefined){
const err7 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "schedulerEnabled"}};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if(data.nextBackupAt === undefined){
const err8 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "nextBackupAt"}};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
if(data.lastBackupAt === undefined){
const err9 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "lastBackupAt"}};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
if(data.availableCapacity === undefined){
const err10 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "availableCapacity"}};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
if(data.encryption === undefined){
const err11 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "encryption"}};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
for(const key0 in data){
if(!(func1.call(schema31.properties, key0))){
const err12 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data.adminEndpoint !== undefined){
if(typeof data.adminEndpoint !== "string"){
const err13 = {instancePath:instancePath+"/adminEndpoint",schemaPath:"#/properties/adminEndpoint/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data.region !== undefined){
if(typeof data.region !== "string"){
const err14 = {instancePath:instancePath+"/region",schemaPath:"#/properties/region/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
if(data.configured !== undefined){
if(typeof data.configured !== "boolean"){
const err15 = {instancePath:instancePath+"/configured",schemaPath:"#/properties/configured/type",keyword:"type",params:{type: "boolean"}};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
if(data.path !== undefined){
let data3 = data.path;
if((typeof data3 !== "string") && (data3 !== null)){
const err16 = {instancePath:instancePath+"/path",schemaPath:"#/properties/path/type",keyword:"type",params:{type: schema31.properties.path.type}};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
if(data.userName !== undefined){
let data4 = data.userName;
if((typeof data4 !== "string") && (data4 !== null)){
const err17 = {instancePath:instancePath+"/userName",schemaPath:"#/properties/userName/type",keyword:"type",params:{type: schema31.properties.userName.type}};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
if(data.frequencyHours !== undefined){
let data5 = data.frequencyHours;
if(!(((typeof data5 == "number") && (!(data5 % 1) && !isNaN(data5))) && (isFinite(data5)))){
const err18 = {instancePath:instancePath+"/frequencyHours",schemaPath:"#/properties/frequencyHours/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
if(data.retentionDays !== undefined){
let data6 = data.retentionDays;
if(!(((typeof data6 == "number") && (!(data6 % 1) && !isNaN(data6))) && (isFinite(data6)))){
const err19 = {instancePath:instancePath+"/retentionDays",schemaPath:"#/properties/retentionDays/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
if(data.schedulerEnabled !== undefined){
if(typeof data.schedulerEnabled !== "boolean"){
const err20 = {instancePath:instancePath+"/schedulerEnabled",schemaPath:"#/properties/schedulerEnabled/type",keyword:"type",params:{type: "boolean"}};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
if(data.nextBackupAt !== undefined){
let data8 = data.nextBackupAt;
const _errs19 = errors;
let valid1 = false;
const _errs20 = errors;
if(typeof data8 === "string"){
if(!pattern4.test(data8)){
const err21 = {instancePath:instancePath+"/nextBackupAt",schemaPath:"shared.json#/$defs/time/pattern",keyword:"pattern",params:{pattern: "^\\d{4,}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:\\.\\d+)?Z$"}};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
else {
const err22 = {instancePath:instancePath+"/nextBackupAt",schemaPath:"shared.json#/$defs/time/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
var _valid0 = _errs20 === errors;
valid1 = valid1 || _valid0;
const _errs23 = errors;
if(data8 !== null){
const err23 = {instancePath:instancePath+"/nextBackupAt",schemaPath:"#/properties/nextBackupAt/anyOf/1/type",keyword:"type",params:{type: "null"}};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
var _valid0 = _errs23 === errors;
valid1 = valid1 || _valid0;
if(!valid1){
const err24 = {instancePath:instancePath+"/nextBackupAt",schemaPath:"#/properties/nextBackupAt/anyOf",keyword:"anyOf",params:{}};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
else {
errors = _errs19;
if(vErrors !== null){
if(_errs19){
vErrors.length = _errs19;
}
else {
vErrors = null;
}
}
}
}
if(data.lastBackupAt !== undefined){
let data9 = data.lastBackupAt;
const _errs26 = errors;
let valid3 = false;
const _errs27 = errors;
if(typeof data9 === "string"){
if(!pattern4.test(data9)){
const err25 = {instancePath:instancePath+"/lastBackupAt",schemaPath:"shared.json#/$defs/time/pattern",keyword:"pattern",params:{pattern: "^\\d{4,}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:\\.\\d+)?Z$"}};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
else {
const err26 = {instancePath:instancePath+"/lastBackupAt",schemaPath:"shared.json#/$defs/time/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
var _valid1 = _errs27 === errors;
valid3 = valid3 || _valid1;
const _errs30 = errors;
if(data9 !== null){
const err27 = {instancePath:instancePath+"/lastBackupAt",schemaPath:"#/properties/lastBackupAt/anyOf/1/type",keyword:"type",params:{type: "null"}};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
var _valid1 = _errs30 === errors;
valid3 = valid3 || _valid1;
if(!valid3){
const err28 = {instancePath:instancePath+"/lastBackupAt",schemaPath:"#/properties/lastBackupAt/anyOf",keyword:"anyOf",params:{}};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
else {
errors = _errs26;
if(vErrors !== null){
if(_errs26){
vErrors.length = _errs26;
}
else {
vErrors = null;
}
}
}
}
if(data.availableCapacity !== undefined){
let data10 = data.availableCapacity;
if((typeof data10 !== "string") && (data10 !== null)){
const err29 = {instancePath:instancePath+"/availableCapacity",schemaPath:"#/properties/availableCapacity/type",keyword:"type",params:{type: schema31.properties.availableCapacity.type}};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
if(data.encryption !== undefined){
let data11 = data.encryption;
if(data11 && typeof data11 == "object" && !Array.isArray(data11)){
if(data11.mode === undefined){
const err30 = {instancePath:instancePath+"/encryption",schemaPath:"#/properties/encryption/required",keyword:"required",params:{missingProperty: "mode"}};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
if(data11.thumbprint === undefined){
const err31 = {instancePath:instancePath+"/encryption",schemaPath:"#/properties/encryption/required",keyword:"required",params:{missingProperty: "thumbprint"}};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
for(const key1 in data11){
if(!((key1 === "mode") || (key1 === "thumbprint"))){
const err32 = {instancePath:instancePath+"/encryption",schemaPath:"#/properties/encryption/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1}};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
if(data11.mode !== undefined){
let data12 = data11.mode;
if(typeof data12 !== "string"){
const err33 = {instancePath:instancePath+"/encryption/mode",schemaPath:"#/properties/encryption/properties/mode/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
if(!(((data12 === "certificate") || (data12 === "key")) || (data12 === "none"))){
const err34 = {instancePath:instancePath+"/encryption/mode",schemaPath:"#/properties/encryption/properties/mode/enum",keyword:"enum",params:{allowedValues: schema31.properties.encryption.properties.mode.enum}};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
if(data11.thumbprint !== undefined){
let data13 = data11.thumbprint;
const _errs40 = errors;
let valid6 = false;
const _errs41 = errors;
if(typeof data13 === "string"){
if(!pattern6.test(data13)){
const err35 = {instancePath:instancePath+"/encryption/thumbprint",schemaPath:"shared.json#/$defs/thumbprint/pattern",keyword:"pattern",params:{pattern: "^[0-9A-F]{40}$"}};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
else {
const err36 = {instancePath:instancePath+"/encryption/thumbprint",schemaPath:"shared.json#/$defs/thumbprint/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
var _valid2 = _errs41 === errors;
valid6 = valid6 || _valid2;
const _errs44 = errors;
if(data13 !== null){
const err37 = {instancePath:instancePath+"/encryption/thumbprint",schemaPath:"#/properties/encryption/properties/thumbprint/anyOf/1/type",keyword:"type",params:{type: "null"}};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
var _valid2 = _errs44 === errors;
valid6 = valid6 || _valid2;
if(!valid6){
const err38 = {instancePath:instancePath+"/encryption/thumbprint",schemaPath:"#/properties/encryption/properties/thumbprint/anyOf",keyword:"anyOf",params:{}};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
else {
errors = _errs40;
if(vErrors !== null){
if(_errs40){
vErrors.length = _errs40;
}
else {
vErrors = null;
}
}
}
}
}
else {
const err39 = {instancePath:instancePath+"/encryption",schemaPath:"#/properties/encryption/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
}
}
else {
const err40 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
validate20.errors = vErrors;
return errors === 0;
}
validate20.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};
const expectations = {
  "^[0-9A-F]{40}$": "SHA-1 of a certificate: 40 hexadecimal digits in upper case",
  "^\\d{4,}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:\\.\\d+)?Z$": "a time in ISO 8601, UTC"
};
export const schema: CompiledSchema<ServiceShowResult> = { validate: compiled, expectations };

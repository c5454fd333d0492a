// Generated from schemas/cli/service-configure.json by `npm run generate`. Do not edit.
// @ts-nocheck
import type { CompiledSchema } from '../../../src/schema/compiled-schema.js';
import type { ServiceConfigureResult } from '../../../src/schema/generated/cli-types.js';
const compiled = validate20;

const schema31 = {"$schema":"https://json-schema.org/draft/2020-12/schema","title":"ServiceConfigureResult","description":"Result of restack service configure: what was changed, what that costs, and what the service holds now.","type":"object","required":["written","dryRun","changes","deletes","oldKey","differences","location"],"additionalProperties":false,"properties":{"written":{"description":"false when there was nothing to change, and for a dry run","type":"boolean"},"dryRun":{"type":"boolean"},"changes":{"description":"what differs from what the service held; the values of a password are null","type":"array","items":{"type":"object","required":["setting","from","to"],"additionalProperties":false,"properties":{"setting":{"type":"string","enum":["path","userName","password","frequencyHours","retentionDays","schedulerEnabled","certificate"]},"from":{"type":["string","integer","boolean","null"]},"to":{"type":["string","integer","boolean","null"]}}}},"deletes":{"description":"backups that the service deletes because of a shorter retention","type":"array","items":{"type":"object","required":["backupId","createdAt"],"additionalProperties":false,"properties":{"backupId":{"$ref":"shared.json#/$defs/backupId"},"createdAt":{"anyOf":[{"$ref":"shared.json#/$defs/time"},{"type":"null"}]}}}},"oldKey":{"description":"what older backups can be read with after another certificate took its place; null when none did","anyOf":[{"type":"object","required":["mode","thumbprint","backups"],"additionalProperties":false,"properties":{"mode":{"type":"string","enum":["certificate","key"]},"thumbprint":{"anyOf":[{"$ref":"shared.json#/$defs/thumbprint"},{"type":"null"}]},"backups":{"description":"that need it, newest first","type":"array","items":{"type":"object","required":["backupId","createdAt","listed","onShare"],"additionalProperties":false,"properties":{"backupId":{"$ref":"shared.json#/$defs/backupId"},"createdAt":{"anyOf":[{"$ref":"shared.json#/$defs/time"},{"type":"null"}]},"listed":{"description":"true when the service lists it","type":"boolean"},"onShare":{"description":"true when it lies on the share that was given","type":"boolean"}}}}}},{"type":"null"}]},"differences":{"description":"settings that the service holds otherwise than they were sent (READ_BACK)","type":"array","items":{"type":"object","required":["setting","sent","found"],"additionalProperties":false,"properties":{"setting":{"type":"string","enum":["path","userName","password","frequencyHours","retentionDays","schedulerEnabled","certificate"]},"sent":{"type":["string","integer","boolean","null"]},"found":{"type":["string","integer","boolean","null"]}}}},"location":{"$ref":"service-show.json"}}};
const pattern4 = new RegExp("^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$", "u");
const pattern5 = new RegExp("^\\d{4,}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:\\.\\d+)?Z$", "u");
const pattern6 = new RegExp("^[0-9A-F]{40}$", "u");
const schema38 = {"$schema":"https://json-schema.org/draft/2020-12/schema","title":"ServiceShowResult","description":"Result of restack service show: what the backup service of a cloud holds.","type":"object","required":["adminEndpoint","region","configured","path","userName","frequencyHours","retentionDays","schedulerEnabled","nextBackupAt","lastBackupAt","availableCapacity","encryption"],"additionalProperties":false,"properties":{"adminEndpoint":{"description":"admin endpoint of the cloud","type":"string"},"region":{"type":"string"},"configured":{"description":"true once a share is configured","type":"boolean"},"path":{"description":"the share; null until one is configured","type":["string","null"]},"userName":{"description":"DOMAIN\\user; null until one is configured","type":["string","null"]},"frequencyHours":{"description":"hours between two automatic backups","type":"integer"},"retentionDays":{"description":"days after which a backup is deleted","type":"integer"},"schedulerEnabled":{"description":"true while backups are made automatically","type":"boolean"},"nextBackupAt":{"anyOf":[{"$ref":"shared.json#/$defs/time"},{"type":"null"}]},"lastBackupAt":{"anyOf":[{"$ref":"shared.json#/$defs/time"},{"type":"null"}]},"availableCapacity":{"description":"of the share, in the cloud's own words","type":["string","null"]},"encryption":{"type":"object","required":["mode","thumbprint"],"additionalProperties":false,"properties":{"mode":{"description":"what new backups are encrypted with; none until a share is configured","type":"string","enum":["certificate","key","none"]},"thumbprint":{"anyOf":[{"$ref":"shared.json#/$defs/thumbprint"},{"type":"null"}]}}}}};
const func1 = Object.prototype.hasOwnProperty;

function validate22(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate22.evaluated;
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
if(!(func1.call(schema38.properties, key0))){
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
const err16 = {instancePath:instancePath+"/path",schemaPath:"#/properties/path/type",keyword:"type",params:{type: schema38.properties.path.type}};
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
const err17 = {instancePath:instancePath+"/userName",schemaPath:"#/properties/userName/type",keyword:"type",params:{type: schema38.properties.userName.type}};
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
if(!pattern5.test(data8)){
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
if(!pattern5.test(data9)){
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
const err29 = {instancePath:instancePath+"/availableCapacity",schemaPath:"#/properties/availableCapacity/type",keyword:"type",params:{type: schema38.properties.availableCapacity.type}};
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
const err34 = {instancePath:instancePath+"/encryption/mode",schemaPath:"#/properties/encryption/properties/mode/enum",keyword:"enum",params:{allowedValues: schema38.properties.encryption.properties.mode.enum}};
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
validate22.errors = vErrors;
return errors === 0;
}
validate22.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


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
if(data.written === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "written"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.dryRun === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "dryRun"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.changes === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "changes"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.deletes === undefined){
const err3 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "deletes"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if(data.oldKey === undefined){
const err4 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "oldKey"}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if(data.differences === undefined){
const err5 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "differences"}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if(data.location === undefined){
const err6 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "location"}};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
for(const key0 in data){
if(!(((((((key0 === "written") || (key0 === "dryRun")) || (key0 === "changes")) || (key0 === "deletes")) || (key0 === "oldKey")) || (key0 === "differences")) || (key0 === "location"))){
const err7 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data.written !== undefined){
if(typeof data.written !== "boolean"){
const err8 = {instancePath:instancePath+"/written",schemaPath:"#/properties/written/type",keyword:"type",params:{type: "boolean"}};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.dryRun !== undefined){
if(typeof data.dryRun !== "boolean"){
const err9 = {instancePath:instancePath+"/dryRun",schemaPath:"#/properties/dryRun/type",keyword:"type",params:{type: "boolean"}};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data.changes !== undefined){
let data2 = data.changes;
if(Array.isArray(data2)){
const len0 = data2.length;
for(let i0=0; i0<len0; i0++){
let data3 = data2[i0];
if(data3 && typeof data3 == "object" && !Array.isArray(data3)){
if(data3.setting === undefined){
const err10 = {instancePath:instancePath+"/changes/" + i0,schemaPath:"#/properties/changes/items/required",keyword:"required",params:{missingProperty: "setting"}};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
if(data3.from === undefined){
const err11 = {instancePath:instancePath+"/changes/" + i0,schemaPath:"#/properties/changes/items/required",keyword:"required",params:{missingProperty: "from"}};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
if(data3.to === undefined){
const err12 = {instancePath:instancePath+"/changes/" + i0,schemaPath:"#/properties/changes/items/required",keyword:"required",params:{missingProperty: "to"}};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
for(const key1 in data3){
if(!(((key1 === "setting") || (key1 === "from")) || (key1 === "to"))){
const err13 = {instancePath:instancePath+"/changes/" + i0,schemaPath:"#/properties/changes/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1}};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data3.setting !== undefined){
let data4 = data3.setting;
if(typeof data4 !== "string"){
const err14 = {instancePath:instancePath+"/changes/" + i0+"/setting",schemaPath:"#/properties/changes/items/properties/setting/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
if(!(((((((data4 === "path") || (data4 === "userName")) || (data4 === "password")) || (data4 === "frequencyHours")) || (data4 === "retentionDays")) || (data4 === "schedulerEnabled")) || (data4 === "certificate"))){
const err15 = {instancePath:instancePath+"/changes/" + i0+"/setting",schemaPath:"#/properties/changes/items/properties/setting/enum",keyword:"enum",params:{allowedValues: schema31.properties.changes.items.properties.setting.enum}};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
if(data3.from !== undefined){
let data5 = data3.from;
if((((typeof data5 !== "string") && (!(((typeof data5 == "number") && (!(data5 % 1) && !isNaN(data5))) && (isFinite(data5))))) && (typeof data5 !== "boolean")) && (data5 !== null)){
const err16 = {instancePath:instancePath+"/changes/" + i0+"/from",schemaPath:"#/properties/changes/items/properties/from/type",keyword:"type",params:{type: schema31.properties.changes.items.properties.from.type}};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
if(data3.to !== undefined){
let data6 = data3.to;
if((((typeof data6 !== "string") && (!(((typeof data6 == "number") && (!(data6 % 1) && !isNaN(data6))) && (isFinite(data6))))) && (typeof data6 !== "boolean")) && (data6 !== null)){
const err17 = {instancePath:instancePath+"/changes/" + i0+"/to",schemaPath:"#/properties/changes/items/properties/to/type",keyword:"type",params:{type: schema31.properties.changes.items.properties.to.type}};
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
const err18 = {instancePath:instancePath+"/changes/" + i0,schemaPath:"#/properties/changes/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
}
else {
const err19 = {instancePath:instancePath+"/changes",schemaPath:"#/properties/changes/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
if(data.deletes !== undefined){
let data7 = data.deletes;
if(Array.isArray(data7)){
const len1 = data7.length;
for(let i1=0; i1<len1; i1++){
let data8 = data7[i1];
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
if(data8.backupId === undefined){
const err20 = {instancePath:instancePath+"/deletes/" + i1,schemaPath:"#/properties/deletes/items/required",keyword:"required",params:{missingProperty: "backupId"}};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
if(data8.createdAt === undefined){
const err21 = {instancePath:instancePath+"/deletes/" + i1,schemaPath:"#/properties/deletes/items/required",keyword:"required",params:{missingProperty: "createdAt"}};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
for(const key2 in data8){
if(!((key2 === "backupId") || (key2 === "createdAt"))){
const err22 = {instancePath:instancePath+"/deletes/" + i1,schemaPath:"#/properties/deletes/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2}};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
if(data8.backupId !== undefined){
let data9 = data8.backupId;
if(typeof data9 === "string"){
if(!pattern4.test(data9)){
const err23 = {instancePath:instancePath+"/deletes/" + i1+"/backupId",schemaPath:"shared.json#/$defs/backupId/pattern",keyword:"pattern",params:{pattern: "^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$"}};
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
const err24 = {instancePath:instancePath+"/deletes/" + i1+"/backupId",schemaPath:"shared.json#/$defs/backupId/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
if(data8.createdAt !== undefined){
let data10 = data8.createdAt;
const _errs26 = errors;
let valid8 = false;
const _errs27 = errors;
if(typeof data10 === "string"){
if(!pattern5.test(data10)){
const err25 = {instancePath:instancePath+"/deletes/" + i1+"/createdAt",schemaPath:"shared.json#/$defs/time/pattern",keyword:"pattern",params:{pattern: "^\\d{4,}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:\\.\\d+)?Z$"}};
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
const err26 = {instancePath:instancePath+"/deletes/" + i1+"/createdAt",schemaPath:"shared.json#/$defs/time/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
var _valid0 = _errs27 === errors;
valid8 = valid8 || _valid0;
const _errs30 = errors;
if(data10 !== null){
const err27 = {instancePath:instancePath+"/deletes/" + i1+"/createdAt",schemaPath:"#/properties/deletes/items/properties/createdAt/anyOf/1/type",keyword:"type",params:{type: "null"}};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
var _valid0 = _errs30 === errors;
valid8 = valid8 || _valid0;
if(!valid8){
const err28 = {instancePath:instancePath+"/deletes/" + i1+"/createdAt",schemaPath:"#/properties/deletes/items/properties/createdAt/anyOf",keyword:"anyOf",params:{}};
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
}
else {
const err29 = {instancePath:instancePath+"/deletes/" + i1,schemaPath:"#/properties/deletes/items/type",keyword:"type",params:{type: "object"}};
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
const err30 = {instancePath:instancePath+"/deletes",schemaPath:"#/properties/deletes/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
if(data.oldKey !== undefined){
let data11 = data.oldKey;
const _errs33 = errors;
let valid10 = false;
const _errs34 = errors;
if(data11 && typeof data11 == "object" && !Array.isArray(data11)){
if(data11.mode === undefined){
const err31 = {instancePath:instancePath+"/oldKey",schemaPath:"#/properties/oldKey/anyOf/0/required",keyword:"required",params:{missingProperty: "mode"}};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
if(data11.thumbprint === undefined){
const err32 = {instancePath:instancePath+"/oldKey",schemaPath:"#/properties/oldKey/anyOf/0/required",keyword:"required",params:{missingProperty: "thumbprint"}};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
if(data11.backups === undefined){
const err33 = {instancePath:instancePath+"/oldKey",schemaPath:"#/properties/oldKey/anyOf/0/required",keyword:"required",params:{missingProperty: "backups"}};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
for(const key3 in data11){
if(!(((key3 === "mode") || (key3 === "thumbprint")) || (key3 === "backups"))){
const err34 = {instancePath:instancePath+"/oldKey",schemaPath:"#/properties/oldKey/anyOf/0/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3}};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
if(data11.mode !== undefined){
let data12 = data11.mode;
if(typeof data12 !== "string"){
const err35 = {instancePath:instancePath+"/oldKey/mode",schemaPath:"#/properties/oldKey/anyOf/0/properties/mode/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
if(!((data12 === "certificate") || (data12 === "key"))){
const err36 = {instancePath:instancePath+"/oldKey/mode",schemaPath:"#/properties/oldKey/anyOf/0/properties/mode/enum",keyword:"enum",params:{allowedValues: schema31.properties.oldKey.anyOf[0].properties.mode.enum}};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
if(data11.thumbprint !== undefined){
let data13 = data11.thumbprint;
const _errs40 = errors;
let valid12 = false;
const _errs41 = errors;
if(typeof data13 === "string"){
if(!pattern6.test(data13)){
const err37 = {instancePath:instancePath+"/oldKey/thumbprint",schemaPath:"shared.json#/$defs/thumbprint/pattern",keyword:"pattern",params:{pattern: "^[0-9A-F]{40}$"}};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
}
else {
const err38 = {instancePath:instancePath+"/oldKey/thumbprint",schemaPath:"shared.json#/$defs/thumbprint/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
var _valid2 = _errs41 === errors;
valid12 = valid12 || _valid2;
const _errs44 = errors;
if(data13 !== null){
const err39 = {instancePath:instancePath+"/oldKey/thumbprint",schemaPath:"#/properties/oldKey/anyOf/0/properties/thumbprint/anyOf/1/type",keyword:"type",params:{type: "null"}};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
var _valid2 = _errs44 === errors;
valid12 = valid12 || _valid2;
if(!valid12){
const err40 = {instancePath:instancePath+"/oldKey/thumbprint",schemaPath:"#/properties/oldKey/anyOf/0/properties/thumbprint/anyOf",keyword:"anyOf",params:{}};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
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
if(data11.backups !== undefined){
let data14 = data11.backups;
if(Array.isArray(data14)){
const len2 = data14.length;
for(let i2=0; i2<len2; i2++){
let data15 = data14[i2];
if(data15 && typeof data15 == "object" && !Array.isArray(data15)){
if(data15.backupId === undefined){
const err41 = {instancePath:instancePath+"/oldKey/backups/" + i2,schemaPath:"#/properties/oldKey/anyOf/0/properties/backups/items/required",keyword:"required",params:{missingProperty: "backupId"}};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
if(data15.createdAt === undefined){
const err42 = {instancePath:instancePath+"/oldKey/backups/" + i2,schemaPath:"#/properties/oldKey/anyOf/0/properties/backups/items/required",keyword:"required",params:{missingProperty: "createdAt"}};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
if(data15.listed === undefined){
const err43 = {instancePath:instancePath+"/oldKey/backups/" + i2,schemaPath:"#/properties/oldKey/anyOf/0/properties/backups/items/required",keyword:"required",params:{missingProperty: "listed"}};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
if(data15.onShare === undefined){
const err44 = {instancePath:instancePath+"/oldKey/backups/" + i2,schemaPath:"#/properties/oldKey/anyOf/0/properties/backups/items/required",keyword:"required",params:{missingProperty: "onShare"}};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
for(const key4 in data15){
if(!((((key4 === "backupId") || (key4 === "createdAt")) || (key4 === "listed")) || (key4 === "onShare"))){
const err45 = {instancePath:instancePath+"/oldKey/backups/" + i2,schemaPath:"#/properties/oldKey/anyOf/0/properties/backups/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key4}};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
}
if(data15.backupId !== undefined){
let data16 = data15.backupId;
if(typeof data16 === "string"){
if(!pattern4.test(data16)){
const err46 = {instancePath:instancePath+"/oldKey/backups/" + i2+"/backupId",schemaPath:"shared.json#/$defs/backupId/pattern",keyword:"pattern",params:{pattern: "^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$"}};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
}
else {
const err47 = {instancePath:instancePath+"/oldKey/backups/" + i2+"/backupId",schemaPath:"shared.json#/$defs/backupId/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
}
if(data15.createdAt !== undefined){
let data17 = data15.createdAt;
const _errs55 = errors;
let valid18 = false;
const _errs56 = errors;
if(typeof data17 === "string"){
if(!pattern5.test(data17)){
const err48 = {instancePath:instancePath+"/oldKey/backups/" + i2+"/createdAt",schemaPath:"shared.json#/$defs/time/pattern",keyword:"pattern",params:{pattern: "^\\d{4,}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:\\.\\d+)?Z$"}};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
}
else {
const err49 = {instancePath:instancePath+"/oldKey/backups/" + i2+"/createdAt",schemaPath:"shared.json#/$defs/time/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
var _valid3 = _errs56 === errors;
valid18 = valid18 || _valid3;
const _errs59 = errors;
if(data17 !== null){
const err50 = {instancePath:instancePath+"/oldKey/backups/" + i2+"/createdAt",schemaPath:"#/properties/oldKey/anyOf/0/properties/backups/items/properties/createdAt/anyOf/1/type",keyword:"type",params:{type: "null"}};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
var _valid3 = _errs59 === errors;
valid18 = valid18 || _valid3;
if(!valid18){
const err51 = {instancePath:instancePath+"/oldKey/backups/" + i2+"/createdAt",schemaPath:"#/properties/oldKey/anyOf/0/properties/backups/items/properties/createdAt/anyOf",keyword:"anyOf",params:{}};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
else {
errors = _errs55;
if(vErrors !== null){
if(_errs55){
vErrors.length = _errs55;
}
else {
vErrors = null;
}
}
}
}
if(data15.listed !== undefined){
if(typeof data15.listed !== "boolean"){
const err52 = {instancePath:instancePath+"/oldKey/backups/" + i2+"/listed",schemaPath:"#/properties/oldKey/anyOf/0/properties/backups/items/properties/listed/type",keyword:"type",params:{type: "boolean"}};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
}
if(data15.onShare !== undefined){
if(typeof data15.onShare !== "boolean"){
const err53 = {instancePath:instancePath+"/oldKey/backups/" + i2+"/onShare",schemaPath:"#/properties/oldKey/anyOf/0/properties/backups/items/properties/onShare/type",keyword:"type",params:{type: "boolean"}};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
}
}
else {
const err54 = {instancePath:instancePath+"/oldKey/backups/" + i2,schemaPath:"#/properties/oldKey/anyOf/0/properties/backups/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
}
}
else {
const err55 = {instancePath:instancePath+"/oldKey/backups",schemaPath:"#/properties/oldKey/anyOf/0/properties/backups/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
}
}
else {
const err56 = {instancePath:instancePath+"/oldKey",schemaPath:"#/properties/oldKey/anyOf/0/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
var _valid1 = _errs34 === errors;
valid10 = valid10 || _valid1;
const _errs65 = errors;
if(data11 !== null){
const err57 = {instancePath:instancePath+"/oldKey",schemaPath:"#/properties/oldKey/anyOf/1/type",keyword:"type",params:{type: "null"}};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
var _valid1 = _errs65 === errors;
valid10 = valid10 || _valid1;
if(!valid10){
const err58 = {instancePath:instancePath+"/oldKey",schemaPath:"#/properties/oldKey/anyOf",keyword:"anyOf",params:{}};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
else {
errors = _errs33;
if(vErrors !== null){
if(_errs33){
vErrors.length = _errs33;
}
else {
vErrors = null;
}
}
}
}
if(data.differences !== undefined){
let data20 = data.differences;
if(Array.isArray(data20)){
const len3 = data20.length;
for(let i3=0; i3<len3; i3++){
let data21 = data20[i3];
if(data21 && typeof data21 == "object" && !Array.isArray(data21)){
if(data21.setting === undefined){
const err59 = {instancePath:instancePath+"/differences/" + i3,schemaPath:"#/properties/differences/items/required",keyword:"required",params:{missingProperty: "setting"}};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
if(data21.sent === undefined){
const err60 = {instancePath:instancePath+"/differences/" + i3,schemaPath:"#/properties/differences/items/required",keyword:"required",params:{missingProperty: "sent"}};
if(vErrors === null){
vErrors = [err60];
}
else {
vErrors.push(err60);
}
errors++;
}
if(data21.found === undefined){
const err61 = {instancePath:instancePath+"/differences/" + i3,schemaPath:"#/properties/differences/items/required",keyword:"required",params:{missingProperty: "found"}};
if(vErrors === null){
vErrors = [err61];
}
else {
vErrors.push(err61);
}
errors++;
}
for(const key5 in data21){
if(!(((key5 === "setting") || (key5 === "sent")) || (key5 === "found"))){
const err62 = {instancePath:instancePath+"/differences/" + i3,schemaPath:"#/properties/differences/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key5}};
if(vErrors === null){
vErrors = [err62];
}
else {
vErrors.push(err62);
}
errors++;
}
}
if(data21.setting !== undefined){
let data22 = data21.setting;
if(typeof data22 !== "string"){
const err63 = {instancePath:instancePath+"/differences/" + i3+"/setting",schemaPath:"#/properties/differences/items/properties/setting/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err63];
}
else {
vErrors.push(err63);
}
errors++;
}
if(!(((((((data22 === "path") || (data22 === "userName")) || (data22 === "password")) || (data22 === "frequencyHours")) || (data22 === "retentionDays")) || (data22 === "schedulerEnabled")) || (data22 === "certificate"))){
const err64 = {instancePath:instancePath+"/differences/" + i3+"/setting",schemaPath:"#/properties/differences/items/properties/setting/enum",keyword:"enum",params:{allowedValues: schema31.properties.differences.items.properties.setting.enum}};
if(vErrors === null){
vErrors = [err64];
}
else {
vErrors.push(err64);
}
errors++;
}
}
if(data21.sent !== undefined){
let data23 = data21.sent;
if((((typeof data23 !== "string") && (!(((typeof data23 == "number") && (!(data23 % 1) && !isNaN(data23))) && (isFinite(data23))))) && (typeof data23 !== "boolean")) && (data23 !== null)){
const err65 = {instancePath:instancePath+"/differences/" + i3+"/sent",schemaPath:"#/properties/differences/items/properties/sent/type",keyword:"type",params:{type: schema31.properties.differences.items.properties.sent.type}};
if(vErrors === null){
vErrors = [err65];
}
else {
vErrors.push(err65);
}
errors++;
}
}
if(data21.found !== undefined){
let data24 = data21.found;
if((((typeof data24 !== "string") && (!(((typeof data24 == "number") && (!(data24 % 1) && !isNaN(data24))) && (isFinite(data24))))) && (typeof data24 !== "boolean")) && (data24 !== null)){
const err66 = {instancePath:instancePath+"/differences/" + i3+"/found",schemaPath:"#/properties/differences/items/properties/found/type",keyword:"type",params:{type: schema31.properties.differences.items.properties.found.type}};
if(vErrors === null){
vErrors = [err66];
}
else {
vErrors.push(err66);
}
errors++;
}
}
}
else {
const err67 = {instancePath:instancePath+"/differences/" + i3,schemaPath:"#/properties/differences/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err67];
}
else {
vErrors.push(err67);
}
errors++;
}
}
}
else {
const err68 = {instancePath:instancePath+"/differences",schemaPath:"#/properties/differences/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err68];
}
else {
vErrors.push(err68);
}
errors++;
}
}
if(data.location !== undefined){
if(!(validate22(data.location, {instancePath:instancePath+"/location",parentData:data,parentDataProperty:"location",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
errors = vErrors.length;
}
}
}
else {
const err69 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err69];
}
else {
vErrors.push(err69);
}
errors++;
}
validate20.errors = vErrors;
return errors === 0;
}
validate20.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};
const expectations = {
  "^[0-9A-F]{40}$": "SHA-1 of a certificate: 40 hexadecimal digits in upper case",
  "^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$": "a backup id: a GUID in lower case",
  "^\\d{4,}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:\\.\\d+)?Z$": "a time in ISO 8601, UTC"
};
export const schema: CompiledSchema<ServiceConfigureResult> = { validate: compiled, expectations };

// Generated from schemas/cli/list.json by `npm run generate`. Do not edit.
// @ts-nocheck
import type { CompiledSchema } from '../../../src/schema/compiled-schema.js';
import type { ListResult } from '../../../src/schema/generated/cli-types.js';
const compiled = validate20;

const schema31 = {"$schema":"https://json-schema.org/draft/2020-12/schema","title":"ListResult","description":"Result of restack list.","type":"object","required":["backups","findings"],"additionalProperties":false,"properties":{"backups":{"description":"newest first","type":"array","items":{"description":"One backup set.","type":"object","required":["backupId","createdAt","stampVersion","oemVersion","deploymentId","status","automatic","encryption","cloudRecoveryReady","layout","repositories","sizeBytes","store","problems"],"additionalProperties":false,"properties":{"backupId":{"$ref":"shared.json#/$defs/backupId"},"createdAt":{"$ref":"shared.json#/$defs/time"},"stampVersion":{"type":"string"},"oemVersion":{"type":["string","null"]},"deploymentId":{"type":"string"},"status":{"description":"computed from the snapshots that are there","type":"string","enum":["Creating","Queued","Running","Deleted","Failed","PartialSucceeded","Succeeded","Corrupted","Skipped"]},"automatic":{"description":"taken by the schedule","type":"boolean"},"encryption":{"description":"thumbprint is null for a legacy key","type":"object","required":["mode","thumbprint"],"additionalProperties":false,"properties":{"mode":{"type":"string","enum":["certificate","key"]},"thumbprint":{"anyOf":[{"$ref":"shared.json#/$defs/thumbprint"},{"type":"null"}]}}},"cloudRecoveryReady":{"description":"every essential repository has a usable chain","type":"boolean"},"layout":{"type":"string","enum":["progressive","legacy"]},"repositories":{"description":"how many repositories have a usable chain in the set","type":"integer","minimum":0},"sizeBytes":{"$ref":"shared.json#/$defs/bytes"},"store":{"description":"the store the set lies in","type":"string"},"problems":{"$ref":"shared.json#/$defs/findings"}}}},"findings":{"description":"what concerns the share and no single set","type":"array","items":{"$ref":"finding.json"}}}};
const schema38 = {"$schema":"https://json-schema.org/draft/2020-12/schema","title":"Finding","description":"One thing that was noticed while a set was read. Parts of its place that do not apply are null.","type":"object","required":["code","severity","backupId","repository","file","pointer","message"],"additionalProperties":false,"properties":{"code":{"description":"a code of the table of findings in schemas/README.md","type":"string"},"severity":{"description":"an error fails its set, a warning must be read, an info is context","type":"string","enum":["error","warning","info"]},"backupId":{"type":["string","null"]},"repository":{"description":"full repository name, Role;Component;Partition;Repository","type":["string","null"]},"file":{"description":"path inside the store; for a file inside an archive, archive.zip!/entry","type":["string","null"]},"pointer":{"description":"JSON pointer (RFC 6901)","type":["string","null"]},"message":{"type":"string"}}};
const func1 = Object.prototype.hasOwnProperty;
const pattern4 = new RegExp("^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$", "u");
const pattern5 = new RegExp("^\\d{4,}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:\\.\\d+)?Z$", "u");
const pattern6 = new RegExp("^[0-9A-F]{40}$", "u");

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
if(Array.isArray(data)){
const len0 = data.length;
for(let i0=0; i0<len0; i0++){
let data0 = data[i0];
if(data0 && typeof data0 == "object" && !Array.isArray(data0)){
if(data0.code === undefined){
const err0 = {instancePath:instancePath+"/" + i0,schemaPath:"finding.json/required",keyword:"required",params:{missingProperty: "code"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data0.severity === undefined){
const err1 = {instancePath:instancePath+"/" + i0,schemaPath:"finding.json/required",keyword:"required",params:{missingProperty: "severity"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data0.backupId === undefined){
const err2 = {instancePath:instancePath+"/" + i0,schemaPath:"finding.json/required",keyword:"required",params:{missingProperty: "backupId"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data0.repository === undefined){
const err3 = {instancePath:instancePath+"/" + i0,schemaPath:"finding.json/required",keyword:"required",params:{missingProperty: "repository"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if(data0.file === undefined){
const err4 = {instancePath:instancePath+"/" + i0,schemaPath:"finding.json/required",keyword:"required",params:{missingProperty: "file"}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if(data0.pointer === undefined){
const err5 = {instancePath:instancePath+"/" + i0,schemaPath:"finding.json/required",keyword:"required",params:{missingProperty: "pointer"}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if(data0.message === undefined){
const err6 = {instancePath:instancePath+"/" + i0,schemaPath:"finding.json/required",keyword:"required",params:{missingProperty: "message"}};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
for(const key0 in data0){
if(!(((((((key0 === "code") || (key0 === "severity")) || (key0 === "backupId")) || (key0 === "repository")) || (key0 === "file")) || (key0 === "pointer")) || (key0 === "message"))){
const err7 = {instancePath:instancePath+"/" + i0,schemaPath:"finding.json/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data0.code !== undefined){
if(typeof data0.code !== "string"){
const err8 = {instancePath:instancePath+"/" + i0+"/code",schemaPath:"finding.json/properties/code/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data0.severity !== undefined){
let data2 = data0.severity;
if(typeof data2 !== "string"){
const err9 = {instancePath:instancePath+"/" + i0+"/severity",schemaPath:"finding.json/properties/severity/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
if(!(((data2 === "error") || (data2 === "warning")) || (data2 === "info"))){
const err10 = {instancePath:instancePath+"/" + i0+"/severity",schemaPath:"finding.json/properties/severity/enum",keyword:"enum",params:{allowedValues: schema38.properties.severity.enum}};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data0.backupId !== undefined){
let data3 = data0.backupId;
if((typeof data3 !== "string") && (data3 !== null)){
const err11 = {instancePath:instancePath+"/" + i0+"/backupId",schemaPath:"finding.json/properties/backupId/type",keyword:"type",params:{type: schema38.properties.backupId.type}};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
if(data0.repository !== undefined){
let data4 = data0.repository;
if((typeof data4 !== "string") && (data4 !== null)){
const err12 = {instancePath:instancePath+"/" + i0+"/repository",schemaPath:"finding.json/properties/repository/type",keyword:"type",params:{type: schema38.properties.repository.type}};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data0.file !== undefined){
let data5 = data0.file;
if((typeof data5 !== "string") && (data5 !== null)){
const err13 = {instancePath:instancePath+"/" + i0+"/file",schemaPath:"finding.json/properties/file/type",keyword:"type",params:{type: schema38.properties.file.type}};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data0.pointer !== undefined){
let data6 = data0.pointer;
if((typeof data6 !== "string") && (data6 !== null)){
const err14 = {instancePath:instancePath+"/" + i0+"/pointer",schemaPath:"finding.json/properties/pointer/type",keyword:"type",params:{type: schema38.properties.pointer.type}};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
if(data0.message !== undefined){
if(typeof data0.message !== "string"){
const err15 = {instancePath:instancePath+"/" + i0+"/message",schemaPath:"finding.json/properties/message/type",keyword:"type",params:{type: "string"}};
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
const err16 = {instancePath:instancePath+"/" + i0,schemaPath:"finding.json/type",keyword:"type",params:{type: "object"}};
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
const err17 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
validate22.errors = vErrors;
return errors === 0;
}
validate22.evaluated = {"items":true,"dynamicProps":false,"dynamicItems":false};


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
if(data.findings === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "findings"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
for(const key0 in data){
if(!((key0 === "backups") || (key0 === "findings"))){
const err2 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
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
const err3 = {instancePath:instancePath+"/backups/" + i0,schemaPath:"#/properties/backups/items/required",keyword:"required",params:{missingProperty: "backupId"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if(data1.createdAt === undefined){
const err4 = {instancePath:instancePath+"/backups/" + i0,schemaPath:"#/properties/backups/items/required",keyword:"required",params:{missingProperty: "createdAt"}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if(data1.stampVersion === undefined){
const err5 = {instancePath:instancePath+"/backups/" + i0,schemaPath:"#/properties/backups/items/required",keyword:"required",params:{missingProperty: "stampVersion"}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if(data1.oemVersion === undefined){
const err6 = {instancePath:instancePath+"/backups/" + i0,schemaPath:"#/properties/backups/items/required",keyword:"required",params:{missingProperty: "oemVersion"}};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if(data1.deploymentId === undefined){
const err7 = {instancePath:instancePath+"/backups/" + i0,schemaPath:"#/properties/backups/items/required",keyword:"required",params:{missingProperty: "deploymentId"}};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if(data1.status === undefined){
const err8 = {instancePath:instancePath+"/backups/" + i0,schemaPath:"#/properties/backups/items/required",keyword:"required",params:{missingProperty: "status"}};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
if(data1.automatic === undefined){
const err9 = {instancePath:instancePath+"/backups/" + i0,schemaPath:"#/properties/backups/items/required",keyword:"required",params:{missingProperty: "automatic"}};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
if(data1.encryption === undefined){
const err10 = {instancePath:instancePath+"/backups/" + i0,schemaPath:"#/properties/backups/items/required",keyword:"required",params:{missingProperty: "encryption"}};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
if(data1.cloudRecoveryReady === undefined){
const err11 = {instancePath:instancePath+"/backups/" + i0,schemaPath:"#/properties/backups/items/required",keyword:"required",params:{missingProperty: "cloudRecoveryReady"}};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
if(data1.layout === undefined){
const err12 = {instancePath:instancePath+"/backups/" + i0,schemaPath:"#/properties/backups/items/required",keyword:"required",params:{missingProperty: "layout"}};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
if(data1.repositories === undefined){
const err13 = {instancePath:instancePath+"/backups/" + i0,schemaPath:"#/properties/backups/items/required",keyword:"required",params:{missingProperty: "repositories"}};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
if(data1.sizeBytes === undefined){
const err14 = {instancePath:instancePath+"/backups/" + i0,schemaPath:"#/properties/backups/items/required",keyword:"required",params:{missingProperty: "sizeBytes"}};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
if(data1.store === undefined){
const err15 = {instancePath:instancePath+"/backups/" + i0,schemaPath:"#/properties/backups/items/required",keyword:"required",params:{missingProperty: "store"}};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
if(data1.problems === undefined){
const err16 = {instancePath:instancePath+"/backups/" + i0,schemaPath:"#/properties/backups/items/required",keyword:"required",params:{missingProperty: "problems"}};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
for(const key1 in data1){
if(!(func1.call(schema31.properties.backups.items.properties, key1))){
const err17 = {instancePath:instancePath+"/backups/" + i0,schemaPath:"#/properties/backups/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1}};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
if(data1.backupId !== undefined){
let data2 = data1.backupId;
if(typeof data2 === "string"){
if(!pattern4.test(data2)){
const err18 = {instancePath:instancePath+"/backups/" + i0+"/backupId",schemaPath:"shared.json#/$defs/backupId/pattern",keyword:"pattern",params:{pattern: "^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$"}};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
else {
const err19 = {instancePath:instancePath+"/backups/" + i0+"/backupId",schemaPath:"shared.json#/$defs/backupId/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
if(data1.createdAt !== undefined){
let data3 = data1.createdAt;
if(typeof data3 === "string"){
if(!pattern5.test(data3)){
const err20 = {instancePath:instancePath+"/backups/" + i0+"/createdAt",schemaPath:"shared.json#/$defs/time/pattern",keyword:"pattern",params:{pattern: "^\\d{4,}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:\\.\\d+)?Z$"}};
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
const err21 = {instancePath:instancePath+"/backups/" + i0+"/createdAt",schemaPath:"shared.json#/$defs/time/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
if(data1.stampVersion !== undefined){
if(typeof data1.stampVersion !== "string"){
const err22 = {instancePath:instancePath+"/backups/" + i0+"/stampVersion",schemaPath:"#/properties/backups/items/properties/stampVersion/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
if(data1.oemVersion !== undefined){
let data5 = data1.oemVersion;
if((typeof data5 !== "string") && (data5 !== null)){
const err23 = {instancePath:instancePath+"/backups/" + i0+"/oemVersion",schemaPath:"#/properties/backups/items/properties/oemVersion/type",keyword:"type",params:{type: schema31.properties.backups.items.properties.oemVersion.type}};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
if(data1.deploymentId !== undefined){
if(typeof data1.deploymentId !== "string"){
const err24 = {instancePath:instancePath+"/backups/" + i0+"/deploymentId",schemaPath:"#/properties/backups/items/properties/deploymentId/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
if(data1.status !== undefined){
let data7 = data1.status;
if(typeof data7 !== "string"){
const err25 = {instancePath:instancePath+"/backups/" + i0+"/status",schemaPath:"#/properties/backups/items/properties/status/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
if(!(((((((((data7 === "Creating") || (data7 === "Queued")) || (data7 === "Running")) || (data7 === "Deleted")) || (data7 === "Failed")) || (data7 === "PartialSucceeded")) || (data7 === "Succeeded")) || (data7 === "Corrupted")) || (data7 === "Skipped"))){
const err26 = {instancePath:instancePath+"/backups/" + i0+"/status",schemaPath:"#/properties/backups/items/properties/status/enum",keyword:"enum",params:{allowedValues: schema31.properties.backups.items.properties.status.enum}};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
if(data1.automatic !== undefined){
if(typeof data1.automatic !== "boolean"){
const err27 = {instancePath:instancePath+"/backups/" + i0+"/automatic",schemaPath:"#/properties/backups/items/properties/automatic/type",keyword:"type",params:{type: "boolean"}};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
if(data1.encryption !== undefined){
let data9 = data1.encryption;
if(data9 && typeof data9 == "object" && !Array.isArray(data9)){
if(data9.mode === undefined){
const err28 = {instancePath:instancePath+"/backups/" + i0+"/encryption",schemaPath:"#/properties/backups/items/properties/encryption/required",keyword:"required",params:{missingProperty: "mode"}};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
if(data9.thumbprint === undefined){
const err29 = {instancePath:instancePath+"/backups/" + i0+"/encryption",schemaPath:"#/properties/backups/items/properties/encryption/required",keyword:"required",params:{missingProperty: "thumbprint"}};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
for(const key2 in data9){
if(!((key2 === "mode") || (key2 === "thumbprint"))){
const err30 = {instancePath:instancePath+"/backups/" + i0+"/encryption",schemaPath:"#/properties/backups/items/properties/encryption/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2}};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
if(data9.mode !== undefined){
let data10 = data9.mode;
if(typeof data10 !== "string"){
const err31 = {instancePath:instancePath+"/backups/" + i0+"/encryption/mode",schemaPath:"#/properties/backups/items/properties/encryption/properties/mode/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
if(!((data10 === "certificate") || (data10 === "key"))){
const err32 = {instancePath:instancePath+"/backups/" + i0+"/encryption/mode",schemaPath:"#/properties/backups/items/properties/encryption/properties/mode/enum",keyword:"enum",params:{allowedValues: schema31.properties.backups.items.properties.encryption.properties.mode.enum}};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
if(data9.thumbprint !== undefined){
let data11 = data9.thumbprint;
const _errs29 = errors;
let valid7 = false;
const _errs30 = errors;
if(typeof data11 === "string"){
if(!pattern6.test(data11)){
const err33 = {instancePath:instancePath+"/backups/" + i0+"/encryption/thumbprint",schemaPath:"shared.json#/$defs/thumbprint/pattern",keyword:"pattern",params:{pattern: "^[0-9A-F]{40}$"}};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
else {
const err34 = {instancePath:instancePath+"/backups/" + i0+"/encryption/thumbprint",schemaPath:"shared.json#/$defs/thumbprint/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
var _valid0 = _errs30 === errors;
valid7 = valid7 || _valid0;
const _errs33 = errors;
if(data11 !== null){
const err35 = {instancePath:instancePath+"/backups/" + i0+"/encryption/thumbprint",schemaPath:"#/properties/backups/items/properties/encryption/properties/thumbprint/anyOf/1/type",keyword:"type",params:{type: "null"}};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
var _valid0 = _errs33 === errors;
valid7 = valid7 || _valid0;
if(!valid7){
const err36 = {instancePath:instancePath+"/backups/" + i0+"/encryption/thumbprint",schemaPath:"#/properties/backups/items/properties/encryption/properties/thumbprint/anyOf",keyword:"anyOf",params:{}};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
else {
errors = _errs29;
if(vErrors !== null){
if(_errs29){
vErrors.length = _errs29;
}
else {
vErrors = null;
}
}
}
}
}
else {
const err37 = {instancePath:instancePath+"/backups/" + i0+"/encryption",schemaPath:"#/properties/backups/items/properties/encryption/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
}
if(data1.cloudRecoveryReady !== undefined){
if(typeof data1.cloudRecoveryReady !== "boolean"){
const err38 = {instancePath:instancePath+"/backups/" + i0+"/cloudRecoveryReady",schemaPath:"#/properties/backups/items/properties/cloudRecoveryReady/type",keyword:"type",params:{type: "boolean"}};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
}
if(data1.layout !== undefined){
let data13 = data1.layout;
if(typeof data13 !== "string"){
const err39 = {instancePath:instancePath+"/backups/" + i0+"/layout",schemaPath:"#/properties/backups/items/properties/layout/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
if(!((data13 === "progressive") || (data13 === "legacy"))){
const err40 = {instancePath:instancePath+"/backups/" + i0+"/layout",schemaPath:"#/properties/backups/items/properties/layout/enum",keyword:"enum",params:{allowedValues: schema31.properties.backups.items.properties.layout.enum}};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
}
if(data1.repositories !== undefined){
let data14 = data1.repositories;
if(!(((typeof data14 == "number") && (!(data14 % 1) && !isNaN(data14))) && (isFinite(data14)))){
const err41 = {instancePath:instancePath+"/backups/" + i0+"/repositories",schemaPath:"#/properties/backups/items/properties/repositories/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
if((typeof data14 == "number") && (isFinite(data14))){
if(data14 < 0 || isNaN(data14)){
const err42 = {instancePath:instancePath+"/backups/" + i0+"/repositories",schemaPath:"#/properties/backups/items/properties/repositories/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
}
}
if(data1.sizeBytes !== undefined){
let data15 = data1.sizeBytes;
if(!(((typeof data15 == "number") && (!(data15 % 1) && !isNaN(data15))) && (isFinite(data15)))){
const err43 = {instancePath:instancePath+"/backups/" + i0+"/sizeBytes",schemaPath:"shared.json#/$defs/bytes/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
if((typeof data15 == "number") && (isFinite(data15))){
if(data15 < 0 || isNaN(data15)){
const err44 = {instancePath:instancePath+"/backups/" + i0+"/sizeBytes",schemaPath:"shared.json#/$defs/bytes/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
}
}
if(data1.store !== undefined){
if(typeof data1.store !== "string"){
const err45 = {instancePath:instancePath+"/backups/" + i0+"/store",schemaPath:"#/properties/backups/items/properties/store/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
}
if(data1.problems !== undefined){
if(!(validate22(data1.problems, {instancePath:instancePath+"/backups/" + i0+"/problems",parentData:data1,parentDataProperty:"problems",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
errors = vErrors.length;
}
}
}
else {
const err46 = {instancePath:instancePath+"/backups/" + i0,schemaPath:"#/properties/backups/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
}
}
else {
const err47 = {instancePath:instancePath+"/backups",schemaPath:"#/properties/backups/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
}
if(data.findings !== undefined){
let data18 = data.findings;
if(Array.isArray(data18)){
const len1 = data18.length;
for(let i1=0; i1<len1; i1++){
let data19 = data18[i1];
if(data19 && typeof data19 == "object" && !Array.isArray(data19)){
if(data19.code === undefined){
const err48 = {instancePath:instancePath+"/findings/" + i1,schemaPath:"finding.json/required",keyword:"required",params:{missingProperty: "code"}};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
if(data19.severity === undefined){
const err49 = {instancePath:instancePath+"/findings/" + i1,schemaPath:"finding.json/required",keyword:"required",params:{missingProperty: "severity"}};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
if(data19.backupId === undefined){
const err50 = {instancePath:instancePath+"/findings/" + i1,schemaPath:"finding.json/required",keyword:"required",params:{missingProperty: "backupId"}};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
if(data19.repository === undefined){
const err51 = {instancePath:instancePath+"/findings/" + i1,schemaPath:"finding.json/required",keyword:"required",params:{missingProperty: "repository"}};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
if(data19.file === undefined){
const err52 = {instancePath:instancePath+"/findings/" + i1,schemaPath:"finding.json/required",keyword:"required",params:{missingProperty: "file"}};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
if(data19.pointer === undefined){
const err53 = {instancePath:instancePath+"/findings/" + i1,schemaPath:"finding.json/required",keyword:"required",params:{missingProperty: "pointer"}};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
if(data19.message === undefined){
const err54 = {instancePath:instancePath+"/findings/" + i1,schemaPath:"finding.json/required",keyword:"required",params:{missingProperty: "message"}};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
for(const key3 in data19){
if(!(((((((key3 === "code") || (key3 === "severity")) || (key3 === "backupId")) || (key3 === "repository")) || (key3 === "file")) || (key3 === "pointer")) || (key3 === "message"))){
const err55 = {instancePath:instancePath+"/findings/" + i1,schemaPath:"finding.json/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3}};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
}
if(data19.code !== undefined){
if(typeof data19.code !== "string"){
const err56 = {instancePath:instancePath+"/findings/" + i1+"/code",schemaPath:"finding.json/properties/code/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
}
if(data19.severity !== undefined){
let data21 = data19.severity;
if(typeof data21 !== "string"){
const err57 = {instancePath:instancePath+"/findings/" + i1+"/severity",schemaPath:"finding.json/properties/severity/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
if(!(((data21 === "error") || (data21 === "warning")) || (data21 === "info"))){
const err58 = {instancePath:instancePath+"/findings/" + i1+"/severity",schemaPath:"finding.json/properties/severity/enum",keyword:"enum",params:{allowedValues: schema38.properties.severity.enum}};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
}
if(data19.backupId !== undefined){
let data22 = data19.backupId;
if((typeof data22 !== "string") && (data22 !== null)){
const err59 = {instancePath:instancePath+"/findings/" + i1+"/backupId",schemaPath:"finding.json/properties/backupId/type",keyword:"type",params:{type: schema38.properties.backupId.type}};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
}
if(data19.repository !== undefined){
let data23 = data19.repository;
if((typeof data23 !== "string") && (data23 !== null)){
const err60 = {instancePath:instancePath+"/findings/" + i1+"/repository",schemaPath:"finding.json/properties/repository/type",keyword:"type",params:{type: schema38.properties.repository.type}};
if(vErrors === null){
vErrors = [err60];
}
else {
vErrors.push(err60);
}
errors++;
}
}
if(data19.file !== undefined){
let data24 = data19.file;
if((typeof data24 !== "string") && (data24 !== null)){
const err61 = {instancePath:instancePath+"/findings/" + i1+"/file",schemaPath:"finding.json/properties/file/type",keyword:"type",params:{type: schema38.properties.file.type}};
if(vErrors === null){
vErrors = [err61];
}
else {
vErrors.push(err61);
}
errors++;
}
}
if(data19.pointer !== undefined){
let data25 = data19.pointer;
if((typeof data25 !== "string") && (data25 !== null)){
const err62 = {instancePath:instancePath+"/findings/" + i1+"/pointer",schemaPath:"finding.json/properties/pointer/type",keyword:"type",params:{type: schema38.properties.pointer.type}};
if(vErrors === null){
vErrors = [err62];
}
else {
vErrors.push(err62);
}
errors++;
}
}
if(data19.message !== undefined){
if(typeof data19.message !== "string"){
const err63 = {instancePath:instancePath+"/findings/" + i1+"/message",schemaPath:"finding.json/properties/message/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err63];
}
else {
vErrors.push(err63);
}
errors++;
}
}
}
else {
const err64 = {instancePath:instancePath+"/findings/" + i1,schemaPath:"finding.json/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err64];
}
else {
vErrors.push(err64);
}
errors++;
}
}
}
else {
const err65 = {instancePath:instancePath+"/findings",schemaPath:"#/properties/findings/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err65];
}
else {
vErrors.push(err65);
}
errors++;
}
}
}
else {
const err66 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err66];
}
else {
vErrors.push(err66);
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
export const schema: CompiledSchema<ListResult> = { validate: compiled, expectations };

// Generated from schemas/cli/show.json by `npm run generate`. Do not edit.
// @ts-nocheck
import type { CompiledSchema } from '../../../src/schema/compiled-schema.js';
import type { ShowResult } from '../../../src/schema/generated/cli-types.js';
const compiled = validate20;

const schema31 = {"$schema":"https://json-schema.org/draft/2020-12/schema","title":"ShowResult","description":"Result of restack show: one backup set with its insides.","type":"object","required":["backupId","createdAt","stampVersion","oemVersion","deploymentId","status","automatic","encryption","cloudRecoveryReady","layout","repositories","sizeBytes","store","chains","roles","findings"],"additionalProperties":false,"properties":{"backupId":{"$ref":"shared.json#/$defs/backupId"},"createdAt":{"$ref":"shared.json#/$defs/time"},"stampVersion":{"type":"string"},"oemVersion":{"type":["string","null"]},"deploymentId":{"type":"string"},"status":{"description":"computed from the snapshots that are there","type":"string","enum":["Creating","Queued","Running","Deleted","Failed","PartialSucceeded","Succeeded","Corrupted","Skipped"]},"automatic":{"description":"taken by the schedule","type":"boolean"},"encryption":{"description":"thumbprint is null for a legacy key","type":"object","required":["mode","thumbprint"],"additionalProperties":false,"properties":{"mode":{"type":"string","enum":["certificate","key"]},"thumbprint":{"anyOf":[{"$ref":"shared.json#/$defs/thumbprint"},{"type":"null"}]}}},"cloudRecoveryReady":{"description":"every essential repository has a usable chain","type":"boolean"},"layout":{"type":"string","enum":["progressive","legacy"]},"repositories":{"description":"how many repositories have a usable chain in the set","type":"integer","minimum":0},"sizeBytes":{"$ref":"shared.json#/$defs/bytes"},"store":{"description":"the store the set lies in","type":"string"},"chains":{"description":"one for each repository with a usable chain","type":"array","items":{"type":"object","required":["repository","essential","snapshots"],"additionalProperties":false,"properties":{"repository":{"description":"full repository name","type":"string"},"essential":{"description":"needed for a cloud recovery","type":"boolean"},"snapshots":{"description":"in the order they apply","type":"array","items":{"type":"object","required":["backupId","type","createdAt","status","dataFile","sizeBytes"],"additionalProperties":false,"properties":{"backupId":{"$ref":"shared.json#/$defs/backupId"},"type":{"type":"string","enum":["Full","Progressive"]},"createdAt":{"$ref":"shared.json#/$defs/time"},"status":{"type":"string"},"dataFile":{"description":"path inside the store","type":"string"},"sizeBytes":{"$ref":"shared.json#/$defs/bytes"}}}}}}},"roles":{"description":"as the set's BackupInfo file has it; empty when there is none","type":"array","items":{"type":"object","required":["roleName","status"],"additionalProperties":false,"properties":{"roleName":{"type":"string"},"status":{"type":"string"}}}},"findings":{"$ref":"shared.json#/$defs/findings"}}};
const func1 = Object.prototype.hasOwnProperty;
const pattern4 = new RegExp("^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$", "u");
const pattern5 = new RegExp("^\\d{4,}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:\\.\\d+)?Z$", "u");
const pattern6 = new RegExp("^[0-9A-F]{40}$", "u");
const schema41 = {"$schema":"https://json-schema.org/draft/2020-12/schema","title":"Finding","description":"One thing that was noticed while a set was read. Parts of its place that do not apply are null.","type":"object","required":["code","severity","backupId","repository","file","pointer","message"],"additionalProperties":false,"properties":{"code":{"description":"a code of the table of findings in schemas/README.md","type":"string"},"severity":{"description":"an error fails its set, a warning must be read, an info is context","type":"string","enum":["error","warning","info"]},"backupId":{"type":["string","null"]},"repository":{"description":"full repository name, Role;Component;Partition;Repository","type":["string","null"]},"file":{"description":"path inside the store; for a file inside an archive, archive.zip!/entry","type":["string","null"]},"pointer":{"description":"JSON pointer (RFC 6901)","type":["string","null"]},"message":{"type":"string"}}};

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
const err10 = {instancePath:instancePath+"/" + i0+"/severity",schemaPath:"finding.json/properties/severity/enum",keyword:"enum",params:{allowedValues: schema41.properties.severity.enum}};
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
const err11 = {instancePath:instancePath+"/" + i0+"/backupId",schemaPath:"finding.json/properties/backupId/type",keyword:"type",params:{type: schema41.properties.backupId.type}};
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
const err12 = {instancePath:instancePath+"/" + i0+"/repository",schemaPath:"finding.json/properties/repository/type",keyword:"type",params:{type: schema41.properties.repository.type}};
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
const err13 = {instancePath:instancePath+"/" + i0+"/file",schemaPath:"finding.json/properties/file/type",keyword:"type",params:{type: schema41.properties.file.type}};
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
const err14 = {instancePath:instancePath+"/" + i0+"/pointer",schemaPath:"finding.json/properties/pointer/type",keyword:"type",params:{type: schema41.properties.pointer.type}};
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
if(data.backupId === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "backupId"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.createdAt === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "createdAt"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.stampVersion === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "stampVersion"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.oemVersion === undefined){
const err3 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "oemVersion"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if(data.deploymentId === undefined){
const err4 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "deploymentId"}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if(data.status === undefined){
const err5 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "status"}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if(data.automatic === undefined){
const err6 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "automatic"}};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if(data.encryption === undefined){
const err7 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "encryption"}};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if(data.cloudRecoveryReady === undefined){
const err8 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "cloudRecoveryReady"}};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
if(data.layout === undefined){
const err9 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "layout"}};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
if(data.repositories === undefined){
const err10 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "repositories"}};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
if(data.sizeBytes === undefined){
const err11 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "sizeBytes"}};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
if(data.store === undefined){
const err12 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "store"}};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
if(data.chains === undefined){
const err13 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "chains"}};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
if(data.roles === undefined){
const err14 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "roles"}};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
if(data.findings === undefined){
const err15 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "findings"}};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
for(const key0 in data){
if(!(func1.call(schema31.properties, key0))){
const err16 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
if(data.backupId !== undefined){
let data0 = data.backupId;
if(typeof data0 === "string"){
if(!pattern4.test(data0)){
const err17 = {instancePath:instancePath+"/backupId",schemaPath:"shared.json#/$defs/backupId/pattern",keyword:"pattern",params:{pattern: "^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$"}};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
else {
const err18 = {instancePath:instancePath+"/backupId",schemaPath:"shared.json#/$defs/backupId/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
if(data.createdAt !== undefined){
let data1 = data.createdAt;
if(typeof data1 === "string"){
if(!pattern5.test(data1)){
const err19 = {instancePath:instancePath+"/createdAt",schemaPath:"shared.json#/$defs/time/pattern",keyword:"pattern",params:{pattern: "^\\d{4,}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:\\.\\d+)?Z$"}};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
else {
const err20 = {instancePath:instancePath+"/createdAt",schemaPath:"shared.json#/$defs/time/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
if(data.stampVersion !== undefined){
if(typeof data.stampVersion !== "string"){
const err21 = {instancePath:instancePath+"/stampVersion",schemaPath:"#/properties/stampVersion/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
if(data.oemVersion !== undefined){
let data3 = data.oemVersion;
if((typeof data3 !== "string") && (data3 !== null)){
const err22 = {instancePath:instancePath+"/oemVersion",schemaPath:"#/properties/oemVersion/type",keyword:"type",params:{type: schema31.properties.oemVersion.type}};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
if(data.deploymentId !== undefined){
if(typeof data.deploymentId !== "string"){
const err23 = {instancePath:instancePath+"/deploymentId",schemaPath:"#/properties/deploymentId/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
if(data.status !== undefined){
let data5 = data.status;
if(typeof data5 !== "string"){
const err24 = {instancePath:instancePath+"/status",schemaPath:"#/properties/status/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
if(!(((((((((data5 === "Creating") || (data5 === "Queued")) || (data5 === "Running")) || (data5 === "Deleted")) || (data5 === "Failed")) || (data5 === "PartialSucceeded")) || (data5 === "Succeeded")) || (data5 === "Corrupted")) || (data5 === "Skipped"))){
const err25 = {instancePath:instancePath+"/status",schemaPath:"#/properties/status/enum",keyword:"enum",params:{allowedValues: schema31.properties.status.enum}};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
if(data.automatic !== undefined){
if(typeof data.automatic !== "boolean"){
const err26 = {instancePath:instancePath+"/automatic",schemaPath:"#/properties/automatic/type",keyword:"type",params:{type: "boolean"}};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
if(data.encryption !== undefined){
let data7 = data.encryption;
if(data7 && typeof data7 == "object" && !Array.isArray(data7)){
if(data7.mode === undefined){
const err27 = {instancePath:instancePath+"/encryption",schemaPath:"#/properties/encryption/required",keyword:"required",params:{missingProperty: "mode"}};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
if(data7.thumbprint === undefined){
const err28 = {instancePath:instancePath+"/encryption",schemaPath:"#/properties/encryption/required",keyword:"required",params:{missingProperty: "thumbprint"}};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
for(const key1 in data7){
if(!((key1 === "mode") || (key1 === "thumbprint"))){
const err29 = {instancePath:instancePath+"/encryption",schemaPath:"#/properties/encryption/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1}};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
if(data7.mode !== undefined){
let data8 = data7.mode;
if(typeof data8 !== "string"){
const err30 = {instancePath:instancePath+"/encryption/mode",schemaPath:"#/properties/encryption/properties/mode/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
if(!((data8 === "certificate") || (data8 === "key"))){
const err31 = {instancePath:instancePath+"/encryption/mode",schemaPath:"#/properties/encryption/properties/mode/enum",keyword:"enum",params:{allowedValues: schema31.properties.encryption.properties.mode.enum}};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
if(data7.thumbprint !== undefined){
let data9 = data7.thumbprint;
const _errs24 = errors;
let valid4 = false;
const _errs25 = errors;
if(typeof data9 === "string"){
if(!pattern6.test(data9)){
const err32 = {instancePath:instancePath+"/encryption/thumbprint",schemaPath:"shared.json#/$defs/thumbprint/pattern",keyword:"pattern",params:{pattern: "^[0-9A-F]{40}$"}};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
else {
const err33 = {instancePath:instancePath+"/encryption/thumbprint",schemaPath:"shared.json#/$defs/thumbprint/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
var _valid0 = _errs25 === errors;
valid4 = valid4 || _valid0;
const _errs28 = errors;
if(data9 !== null){
const err34 = {instancePath:instancePath+"/encryption/thumbprint",schemaPath:"#/properties/encryption/properties/thumbprint/anyOf/1/type",keyword:"type",params:{type: "null"}};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
var _valid0 = _errs28 === errors;
valid4 = valid4 || _valid0;
if(!valid4){
const err35 = {instancePath:instancePath+"/encryption/thumbprint",schemaPath:"#/properties/encryption/properties/thumbprint/anyOf",keyword:"anyOf",params:{}};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
else {
errors = _errs24;
if(vErrors !== null){
if(_errs24){
vErrors.length = _errs24;
}
else {
vErrors = null;
}
}
}
}
}
else {
const err36 = {instancePath:instancePath+"/encryption",schemaPath:"#/properties/encryption/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
if(data.cloudRecoveryReady !== undefined){
if(typeof data.cloudRecoveryReady !== "boolean"){
const err37 = {instancePath:instancePath+"/cloudRecoveryReady",schemaPath:"#/properties/cloudRecoveryReady/type",keyword:"type",params:{type: "boolean"}};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
}
if(data.layout !== undefined){
let data11 = data.layout;
if(typeof data11 !== "string"){
const err38 = {instancePath:instancePath+"/layout",schemaPath:"#/properties/layout/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
if(!((data11 === "progressive") || (data11 === "legacy"))){
const err39 = {instancePath:instancePath+"/layout",schemaPath:"#/properties/layout/enum",keyword:"enum",params:{allowedValues: schema31.properties.layout.enum}};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
}
if(data.repositories !== undefined){
let data12 = data.repositories;
if(!(((typeof data12 == "number") && (!(data12 % 1) && !isNaN(data12))) && (isFinite(data12)))){
const err40 = {instancePath:instancePath+"/repositories",schemaPath:"#/properties/repositories/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
if((typeof data12 == "number") && (isFinite(data12))){
if(data12 < 0 || isNaN(data12)){
const err41 = {instancePath:instancePath+"/repositories",schemaPath:"#/properties/repositories/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
}
}
if(data.sizeBytes !== undefined){
let data13 = data.sizeBytes;
if(!(((typeof data13 == "number") && (!(data13 % 1) && !isNaN(data13))) && (isFinite(data13)))){
const err42 = {instancePath:instancePath+"/sizeBytes",schemaPath:"shared.json#/$defs/bytes/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
if((typeof data13 == "number") && (isFinite(data13))){
if(data13 < 0 || isNaN(data13)){
const err43 = {instancePath:instancePath+"/sizeBytes",schemaPath:"shared.json#/$defs/bytes/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
}
}
if(data.store !== undefined){
if(typeof data.store !== "string"){
const err44 = {instancePath:instancePath+"/store",schemaPath:"#/properties/store/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
}
if(data.chains !== undefined){
let data15 = data.chains;
if(Array.isArray(data15)){
const len0 = data15.length;
for(let i0=0; i0<len0; i0++){
let data16 = data15[i0];
if(data16 && typeof data16 == "object" && !Array.isArray(data16)){
if(data16.repository === undefined){
const err45 = {instancePath:instancePath+"/chains/" + i0,schemaPath:"#/properties/chains/items/required",keyword:"required",params:{missingProperty: "repository"}};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
if(data16.essential === undefined){
const err46 = {instancePath:instancePath+"/chains/" + i0,schemaPath:"#/properties/chains/items/required",keyword:"required",params:{missingProperty: "essential"}};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
if(data16.snapshots === undefined){
const err47 = {instancePath:instancePath+"/chains/" + i0,schemaPath:"#/properties/chains/items/required",keyword:"required",params:{missingProperty: "snapshots"}};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
for(const key2 in data16){
if(!(((key2 === "repository") || (key2 === "essential")) || (key2 === "snapshots"))){
const err48 = {instancePath:instancePath+"/chains/" + i0,schemaPath:"#/properties/chains/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2}};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
}
if(data16.repository !== undefined){
if(typeof data16.repository !== "string"){
const err49 = {instancePath:instancePath+"/chains/" + i0+"/repository",schemaPath:"#/properties/chains/items/properties/repository/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
}
if(data16.essential !== undefined){
if(typeof data16.essential !== "boolean"){
const err50 = {instancePath:instancePath+"/chains/" + i0+"/essential",schemaPath:"#/properties/chains/items/properties/essential/type",keyword:"type",params:{type: "boolean"}};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
}
if(data16.snapshots !== undefined){
let data19 = data16.snapshots;
if(Array.isArray(data19)){
const len1 = data19.length;
for(let i1=0; i1<len1; i1++){
let data20 = data19[i1];
if(data20 && typeof data20 == "object" && !Array.isArray(data20)){
if(data20.backupId === undefined){
const err51 = {instancePath:instancePath+"/chains/" + i0+"/snapshots/" + i1,schemaPath:"#/properties/chains/items/properties/snapshots/items/required",keyword:"required",params:{missingProperty: "backupId"}};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
if(data20.type === undefined){
const err52 = {instancePath:instancePath+"/chains/" + i0+"/snapshots/" + i1,schemaPath:"#/properties/chains/items/properties/snapshots/items/required",keyword:"required",params:{missingProperty: "type"}};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
if(data20.createdAt === undefined){
const err53 = {instancePath:instancePath+"/chains/" + i0+"/snapshots/" + i1,schemaPath:"#/properties/chains/items/properties/snapshots/items/required",keyword:"required",params:{missingProperty: "createdAt"}};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
if(data20.status === undefined){
const err54 = {instancePath:instancePath+"/chains/" + i0+"/snapshots/" + i1,schemaPath:"#/properties/chains/items/properties/snapshots/items/required",keyword:"required",params:{missingProperty: "status"}};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
if(data20.dataFile === undefined){
const err55 = {instancePath:instancePath+"/chains/" + i0+"/snapshots/" + i1,schemaPath:"#/properties/chains/items/properties/snapshots/items/required",keyword:"required",params:{missingProperty: "dataFile"}};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
if(data20.sizeBytes === undefined){
const err56 = {instancePath:instancePath+"/chains/" + i0+"/snapshots/" + i1,schemaPath:"#/properties/chains/items/properties/snapshots/items/required",keyword:"required",params:{missingProperty: "sizeBytes"}};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
for(const key3 in data20){
if(!((((((key3 === "backupId") || (key3 === "type")) || (key3 === "createdAt")) || (key3 === "status")) || (key3 === "dataFile")) || (key3 === "sizeBytes"))){
const err57 = {instancePath:instancePath+"/chains/" + i0+"/snapshots/" + i1,schemaPath:"#/properties/chains/items/properties/snapshots/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3}};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
}
if(data20.backupId !== undefined){
let data21 = data20.backupId;
if(typeof data21 === "string"){
if(!pattern4.test(data21)){
const err58 = {instancePath:instancePath+"/chains/" + i0+"/snapshots/" + i1+"/backupId",schemaPath:"shared.json#/$defs/backupId/pattern",keyword:"pattern",params:{pattern: "^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$"}};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
}
else {
const err59 = {instancePath:instancePath+"/chains/" + i0+"/snapshots/" + i1+"/backupId",schemaPath:"shared.json#/$defs/backupId/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
}
if(data20.type !== undefined){
let data22 = data20.type;
if(typeof data22 !== "string"){
const err60 = {instancePath:instancePath+"/chains/" + i0+"/snapshots/" + i1+"/type",schemaPath:"#/properties/chains/items/properties/snapshots/items/properties/type/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err60];
}
else {
vErrors.push(err60);
}
errors++;
}
if(!((data22 === "Full") || (data22 === "Progressive"))){
const err61 = {instancePath:instancePath+"/chains/" + i0+"/snapshots/" + i1+"/type",schemaPath:"#/properties/chains/items/properties/snapshots/items/properties/type/enum",keyword:"enum",params:{allowedValues: schema31.properties.chains.items.properties.snapshots.items.properties.type.enum}};
if(vErrors === null){
vErrors = [err61];
}
else {
vErrors.push(err61);
}
errors++;
}
}
if(data20.createdAt !== undefined){
let data23 = data20.createdAt;
if(typeof data23 === "string"){
if(!pattern5.test(data23)){
const err62 = {instancePath:instancePath+"/chains/" + i0+"/snapshots/" + i1+"/createdAt",schemaPath:"shared.json#/$defs/time/pattern",keyword:"pattern",params:{pattern: "^\\d{4,}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:\\.\\d+)?Z$"}};
if(vErrors === null){
vErrors = [err62];
}
else {
vErrors.push(err62);
}
errors++;
}
}
else {
const err63 = {instancePath:instancePath+"/chains/" + i0+"/snapshots/" + i1+"/createdAt",schemaPath:"shared.json#/$defs/time/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err63];
}
else {
vErrors.push(err63);
}
errors++;
}
}
if(data20.status !== undefined){
if(typeof data20.status !== "string"){
const err64 = {instancePath:instancePath+"/chains/" + i0+"/snapshots/" + i1+"/status",schemaPath:"#/properties/chains/items/properties/snapshots/items/properties/status/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err64];
}
else {
vErrors.push(err64);
}
errors++;
}
}
if(data20.dataFile !== undefined){
if(typeof data20.dataFile !== "string"){
const err65 = {instancePath:instancePath+"/chains/" + i0+"/snapshots/" + i1+"/dataFile",schemaPath:"#/properties/chains/items/properties/snapshots/items/properties/dataFile/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err65];
}
else {
vErrors.push(err65);
}
errors++;
}
}
if(data20.sizeBytes !== undefined){
let data26 = data20.sizeBytes;
if(!(((typeof data26 == "number") && (!(data26 % 1) && !isNaN(data26))) && (isFinite(data26)))){
const err66 = {instancePath:instancePath+"/chains/" + i0+"/snapshots/" + i1+"/sizeBytes",schemaPath:"shared.json#/$defs/bytes/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err66];
}
else {
vErrors.push(err66);
}
errors++;
}
if((typeof data26 == "number") && (isFinite(data26))){
if(data26 < 0 || isNaN(data26)){
const err67 = {instancePath:instancePath+"/chains/" + i0+"/snapshots/" + i1+"/sizeBytes",schemaPath:"shared.json#/$defs/bytes/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
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
}
else {
const err68 = {instancePath:instancePath+"/chains/" + i0+"/snapshots/" + i1,schemaPath:"#/properties/chains/items/properties/snapshots/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err68];
}
else {
vErrors.push(err68);
}
errors++;
}
}
}
else {
const err69 = {instancePath:instancePath+"/chains/" + i0+"/snapshots",schemaPath:"#/properties/chains/items/properties/snapshots/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err69];
}
else {
vErrors.push(err69);
}
errors++;
}
}
}
else {
const err70 = {instancePath:instancePath+"/chains/" + i0,schemaPath:"#/properties/chains/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err70];
}
else {
vErrors.push(err70);
}
errors++;
}
}
}
else {
const err71 = {instancePath:instancePath+"/chains",schemaPath:"#/properties/chains/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err71];
}
else {
vErrors.push(err71);
}
errors++;
}
}
if(data.roles !== undefined){
let data27 = data.roles;
if(Array.isArray(data27)){
const len2 = data27.length;
for(let i2=0; i2<len2; i2++){
let data28 = data27[i2];
if(data28 && typeof data28 == "object" && !Array.isArray(data28)){
if(data28.roleName === undefined){
const err72 = {instancePath:instancePath+"/roles/" + i2,schemaPath:"#/properties/roles/items/required",keyword:"required",params:{missingProperty: "roleName"}};
if(vErrors === null){
vErrors = [err72];
}
else {
vErrors.push(err72);
}
errors++;
}
if(data28.status === undefined){
const err73 = {instancePath:instancePath+"/roles/" + i2,schemaPath:"#/properties/roles/items/required",keyword:"required",params:{missingProperty: "status"}};
if(vErrors === null){
vErrors = [err73];
}
else {
vErrors.push(err73);
}
errors++;
}
for(const key4 in data28){
if(!((key4 === "roleName") || (key4 === "status"))){
const err74 = {instancePath:instancePath+"/roles/" + i2,schemaPath:"#/properties/roles/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key4}};
if(vErrors === null){
vErrors = [err74];
}
else {
vErrors.push(err74);
}
errors++;
}
}
if(data28.roleName !== undefined){
if(typeof data28.roleName !== "string"){
const err75 = {instancePath:instancePath+"/roles/" + i2+"/roleName",schemaPath:"#/properties/roles/items/properties/roleName/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err75];
}
else {
vErrors.push(err75);
}
errors++;
}
}
if(data28.status !== undefined){
if(typeof data28.status !== "string"){
const err76 = {instancePath:instancePath+"/roles/" + i2+"/status",schemaPath:"#/properties/roles/items/properties/status/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err76];
}
else {
vErrors.push(err76);
}
errors++;
}
}
}
else {
const err77 = {instancePath:instancePath+"/roles/" + i2,schemaPath:"#/properties/roles/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err77];
}
else {
vErrors.push(err77);
}
errors++;
}
}
}
else {
const err78 = {instancePath:instancePath+"/roles",schemaPath:"#/properties/roles/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err78];
}
else {
vErrors.push(err78);
}
errors++;
}
}
if(data.findings !== undefined){
if(!(validate22(data.findings, {instancePath:instancePath+"/findings",parentData:data,parentDataProperty:"findings",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
errors = vErrors.length;
}
}
}
else {
const err79 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err79];
}
else {
vErrors.push(err79);
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
export const schema: CompiledSchema<ShowResult> = { validate: compiled, expectations };

// Generated from schemas/cli/plan.json by `npm run generate`. Do not edit.
// @ts-nocheck
import type { CompiledSchema } from '../../../src/schema/compiled-schema.js';
import type { PlanResult } from '../../../src/schema/generated/cli-types.js';
const compiled = validate20;

const schema31 = {"$schema":"https://json-schema.org/draft/2020-12/schema","title":"PlanResult","description":"Result of restack plan: what a restore would do to the target, object by object. Holds no secret.","type":"object","required":["backupId","createdAt","backupDigest","target","file","verification","summary","actions","blockers","unmapped","preflight","estimate"],"additionalProperties":false,"properties":{"backupId":{"$ref":"shared.json#/$defs/backupId"},"createdAt":{"description":"when the backup was taken","$ref":"shared.json#/$defs/time"},"backupDigest":{"description":"SHA-256 over the metadata and the headers of the set's data files, hexadecimal","type":"string"},"target":{"type":"object","required":["adminEndpoint","userEndpoint","region","domain","providerSubscriptionId","identitySystem","homeTenantId"],"additionalProperties":false,"properties":{"adminEndpoint":{"type":"string"},"userEndpoint":{"type":"string"},"region":{"type":"string"},"domain":{"type":"string"},"providerSubscriptionId":{"type":"string"},"identitySystem":{"type":"string","enum":["aad","adfs"]},"homeTenantId":{"type":"string"}}},"file":{"description":"absolute path of the saved plan; null when it was not saved","type":["string","null"]},"verification":{"description":"the proof before the plan","type":"object","required":["level","verdict","findings"],"additionalProperties":false,"properties":{"level":{"$ref":"shared.json#/$defs/level"},"verdict":{"$ref":"shared.json#/$defs/verdict"},"findings":{"$ref":"shared.json#/$defs/findings"}}},"summary":{"description":"how many records each action is meant for; they add up to the records read","type":"object","required":["read","create","adopt","update","skip","manual","blocked","outOfScope"],"additionalProperties":false,"properties":{"read":{"$ref":"shared.json#/$defs/count"},"create":{"$ref":"shared.json#/$defs/count"},"adopt":{"$ref":"shared.json#/$defs/count"},"update":{"$ref":"shared.json#/$defs/count"},"skip":{"$ref":"shared.json#/$defs/count"},"manual":{"$ref":"shared.json#/$defs/count"},"blocked":{"$ref":"shared.json#/$defs/count"},"outOfScope":{"$ref":"shared.json#/$defs/count"}}},"actions":{"description":"one for each record, in the order of the set","type":"array","items":{"type":"object","required":["kind","id","action","reason","stage"],"additionalProperties":false,"properties":{"kind":{"type":"string"},"id":{"description":"in the target, lower case","type":"string"},"action":{"type":"string","enum":["create","adopt","update","skip","manual","blocked","outOfScope"]},"reason":{"type":"string"},"stage":{"description":"the first stage that works on it; null when none does","type":["string","null"]}}}},"blockers":{"description":"what must be decided before anything is written","type":"array","items":{"type":"object","required":["code","kind","id","reason","records","subscriptions"],"additionalProperties":false,"properties":{"code":{"type":"string","enum":["conflict","reference","cycle","order","name","softDeleted","principal"]},"kind":{"description":"of the first record that it blocks","type":"string"},"id":{"type":"string"},"reason":{"type":"string"},"records":{"description":"how many records it blocks","$ref":"shared.json#/$defs/count"},"subscriptions":{"description":"how many subscriptions could not be used because of it","$ref":"shared.json#/$defs/count"}}}},"unmapped":{"description":"principals that no mapping names and that the target cannot know, each once","type":"array","items":{"type":"object","required":["principal","reason","uses"],"additionalProperties":false,"properties":{"principal":{"description":"as the set has it","type":"string"},"reason":{"type":"string"},"uses":{"description":"everything that hangs on it","type":"array","items":{"type":"object","required":["kind","id"],"additionalProperties":false,"properties":{"kind":{"type":"string"},"id":{"type":"string"}}}}}}},"preflight":{"description":"the target as a whole","type":"array","items":{"type":"object","required":["check","state","code","message"],"additionalProperties":false,"properties":{"check":{"type":"string","enum":["freshness","version","clock","permissions","budget"]},"state":{"type":"string","enum":["passed","warning","failed"]},"code":{"description":"the code to end with when it failed","type":["string","null"]},"message":{"type":"string"}}}},"estimate":{"type":"object","required":["writes","busiest","writesPerHour","durationMs"],"additionalProperties":false,"properties":{"writes":{"description":"calls that change something","type":"object","required":["admin","user","vault"],"additionalProperties":false,"properties":{"admin":{"$ref":"shared.json#/$defs/count"},"user":{"$ref":"shared.json#/$defs/count"},"vault":{"$ref":"shared.json#/$defs/count"}}},"busiest":{"description":"the most of them that fall on one subscription","$ref":"shared.json#/$defs/count"},"writesPerHour":{"description":"what ARM takes for one subscription","$ref":"shared.json#/$defs/count"},"durationMs":{"$ref":"shared.json#/$defs/milliseconds"}}}}};
const schema35 = {"description":"how deep a set is proved; each level includes those before it","type":"string","enum":["structure","keys","integrity","content"]};
const schema36 = {"type":"string","enum":["passed","failed"]};
const func1 = Object.prototype.hasOwnProperty;
const pattern4 = new RegExp("^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$", "u");
const pattern5 = new RegExp("^\\d{4,}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:\\.\\d+)?Z$", "u");
const schema38 = {"$schema":"https://json-schema.org/draft/2020-12/schema","title":"Finding","description":"One thing that was noticed while a set was read. Parts of its place that do not apply are null.","type":"object","required":["code","severity","backupId","repository","file","pointer","message"],"additionalProperties":false,"properties":{"code":{"description":"a code of the table of findings in schemas/README.md","type":"string"},"severity":{"description":"an error fails its set, a warning must be read, an info is context","type":"string","enum":["error","warning","info"]},"backupId":{"type":["string","null"]},"repository":{"description":"full repository name, Role;Component;Partition;Repository","type":["string","null"]},"file":{"description":"path inside the store; for a file inside an archive, archive.zip!/entry","type":["string","null"]},"pointer":{"description":"JSON pointer (RFC 6901)","type":["string","null"]},"message":{"type":"string"}}};

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
if(data.backupDigest === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "backupDigest"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.target === undefined){
const err3 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "target"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if(data.file === undefined){
const err4 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "file"}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if(data.verification === undefined){
const err5 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "verification"}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if(data.summary === undefined){
const err6 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "summary"}};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if(data.actions === undefined){
const err7 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "actions"}};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if(data.blockers === undefined){
const err8 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "blockers"}};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
if(data.unmapped === undefined){
const err9 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "unmapped"}};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
if(data.preflight === undefined){
const err10 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "preflight"}};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
if(data.estimate === undefined){
const err11 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "estimate"}};
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
if(data.backupId !== undefined){
let data0 = data.backupId;
if(typeof data0 === "string"){
if(!pattern4.test(data0)){
const err13 = {instancePath:instancePath+"/backupId",schemaPath:"shared.json#/$defs/backupId/pattern",keyword:"pattern",params:{pattern: "^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$"}};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
else {
const err14 = {instancePath:instancePath+"/backupId",schemaPath:"shared.json#/$defs/backupId/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
if(data.createdAt !== undefined){
let data1 = data.createdAt;
if(typeof data1 === "string"){
if(!pattern5.test(data1)){
const err15 = {instancePath:instancePath+"/createdAt",schemaPath:"shared.json#/$defs/time/pattern",keyword:"pattern",params:{pattern: "^\\d{4,}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:\\.\\d+)?Z$"}};
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
const err16 = {instancePath:instancePath+"/createdAt",schemaPath:"shared.json#/$defs/time/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
if(data.backupDigest !== undefined){
if(typeof data.backupDigest !== "string"){
const err17 = {instancePath:instancePath+"/backupDigest",schemaPath:"#/properties/backupDigest/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
if(data.target !== undefined){
let data3 = data.target;
if(data3 && typeof data3 == "object" && !Array.isArray(data3)){
if(data3.adminEndpoint === undefined){
const err18 = {instancePath:instancePath+"/target",schemaPath:"#/properties/target/required",keyword:"required",params:{missingProperty: "adminEndpoint"}};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
if(data3.userEndpoint === undefined){
const err19 = {instancePath:instancePath+"/target",schemaPath:"#/properties/target/required",keyword:"required",params:{missingProperty: "userEndpoint"}};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
if(data3.region === undefined){
const err20 = {instancePath:instancePath+"/target",schemaPath:"#/properties/target/required",keyword:"required",params:{missingProperty: "region"}};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
if(data3.domain === undefined){
const err21 = {instancePath:instancePath+"/target",schemaPath:"#/properties/target/required",keyword:"required",params:{missingProperty: "domain"}};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
if(data3.providerSubscriptionId === undefined){
const err22 = {instancePath:instancePath+"/target",schemaPath:"#/properties/target/required",keyword:"required",params:{missingProperty: "providerSubscriptionId"}};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
if(data3.identitySystem === undefined){
const err23 = {instancePath:instancePath+"/target",schemaPath:"#/properties/target/required",keyword:"required",params:{missingProperty: "identitySystem"}};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
if(data3.homeTenantId === undefined){
const err24 = {instancePath:instancePath+"/target",schemaPath:"#/properties/target/required",keyword:"required",params:{missingProperty: "homeTenantId"}};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
for(const key1 in data3){
if(!(((((((key1 === "adminEndpoint") || (key1 === "userEndpoint")) || (key1 === "region")) || (key1 === "domain")) || (key1 === "providerSubscriptionId")) || (key1 === "identitySystem")) || (key1 === "homeTenantId"))){
const err25 = {instancePath:instancePath+"/target",schemaPath:"#/properties/target/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1}};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
if(data3.adminEndpoint !== undefined){
if(typeof data3.adminEndpoint !== "string"){
const err26 = {instancePath:instancePath+"/target/adminEndpoint",schemaPath:"#/properties/target/properties/adminEndpoint/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
if(data3.userEndpoint !== undefined){
if(typeof data3.userEndpoint !== "string"){
const err27 = {instancePath:instancePath+"/target/userEndpoint",schemaPath:"#/properties/target/properties/userEndpoint/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
if(data3.region !== undefined){
if(typeof data3.region !== "string"){
const err28 = {instancePath:instancePath+"/target/region",schemaPath:"#/properties/target/properties/region/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
if(data3.domain !== undefined){
if(typeof data3.domain !== "string"){
const err29 = {instancePath:instancePath+"/target/domain",schemaPath:"#/properties/target/properties/domain/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
if(data3.providerSubscriptionId !== undefined){
if(typeof data3.providerSubscriptionId !== "string"){
const err30 = {instancePath:instancePath+"/target/providerSubscriptionId",schemaPath:"#/properties/target/properties/providerSubscriptionId/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
if(data3.identitySystem !== undefined){
let data9 = data3.identitySystem;
if(typeof data9 !== "string"){
const err31 = {instancePath:instancePath+"/target/identitySystem",schemaPath:"#/properties/target/properties/identitySystem/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
if(!((data9 === "aad") || (data9 === "adfs"))){
const err32 = {instancePath:instancePath+"/target/identitySystem",schemaPath:"#/properties/target/properties/identitySystem/enum",keyword:"enum",params:{allowedValues: schema31.properties.target.properties.identitySystem.enum}};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
if(data3.homeTenantId !== undefined){
if(typeof data3.homeTenantId !== "string"){
const err33 = {instancePath:instancePath+"/target/homeTenantId",schemaPath:"#/properties/target/properties/homeTenantId/type",keyword:"type",params:{type: "string"}};
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
const err34 = {instancePath:instancePath+"/target",schemaPath:"#/properties/target/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
if(data.file !== undefined){
let data11 = data.file;
if((typeof data11 !== "string") && (data11 !== null)){
const err35 = {instancePath:instancePath+"/file",schemaPath:"#/properties/file/type",keyword:"type",params:{type: schema31.properties.file.type}};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
if(data.verification !== undefined){
let data12 = data.verification;
if(data12 && typeof data12 == "object" && !Array.isArray(data12)){
if(data12.level === undefined){
const err36 = {instancePath:instancePath+"/verification",schemaPath:"#/properties/verification/required",keyword:"required",params:{missingProperty: "level"}};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
if(data12.verdict === undefined){
const err37 = {instancePath:instancePath+"/verification",schemaPath:"#/properties/verification/required",keyword:"required",params:{missingProperty: "verdict"}};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
if(data12.findings === undefined){
const err38 = {instancePath:instancePath+"/verification",schemaPath:"#/properties/verification/required",keyword:"required",params:{missingProperty: "findings"}};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
for(const key2 in data12){
if(!(((key2 === "level") || (key2 === "verdict")) || (key2 === "findings"))){
const err39 = {instancePath:instancePath+"/verification",schemaPath:"#/properties/verification/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2}};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
}
if(data12.level !== undefined){
let data13 = data12.level;
if(typeof data13 !== "string"){
const err40 = {instancePath:instancePath+"/verification/level",schemaPath:"shared.json#/$defs/level/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
if(!((((data13 === "structure") || (data13 === "keys")) || (data13 === "integrity")) || (data13 === "content"))){
const err41 = {instancePath:instancePath+"/verification/level",schemaPath:"shared.json#/$defs/level/enum",keyword:"enum",params:{allowedValues: schema35.enum}};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
}
if(data12.verdict !== undefined){
let data14 = data12.verdict;
if(typeof data14 !== "string"){
const err42 = {instancePath:instancePath+"/verification/verdict",schemaPath:"shared.json#/$defs/verdict/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
if(!((data14 === "passed") || (data14 === "failed"))){
const err43 = {instancePath:instancePath+"/verification/verdict",schemaPath:"shared.json#/$defs/verdict/enum",keyword:"enum",params:{allowedValues: schema36.enum}};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
}
if(data12.findings !== undefined){
if(!(validate22(data12.findings, {instancePath:instancePath+"/verification/findings",parentData:data12,parentDataProperty:"findings",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
errors = vErrors.length;
}
}
}
else {
const err44 = {instancePath:instancePath+"/verification",schemaPath:"#/properties/verification/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
}
if(data.summary !== undefined){
let data16 = data.summary;
if(data16 && typeof data16 == "object" && !Array.isArray(data16)){
if(data16.read === undefined){
const err45 = {instancePath:instancePath+"/summary",schemaPath:"#/properties/summary/required",keyword:"required",params:{missingProperty: "read"}};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
if(data16.create === undefined){
const err46 = {instancePath:instancePath+"/summary",schemaPath:"#/properties/summary/required",keyword:"required",params:{missingProperty: "create"}};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
if(data16.adopt === undefined){
const err47 = {instancePath:instancePath+"/summary",schemaPath:"#/properties/summary/required",keyword:"required",params:{missingProperty: "adopt"}};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
if(data16.update === undefined){
const err48 = {instancePath:instancePath+"/summary",schemaPath:"#/properties/summary/required",keyword:"required",params:{missingProperty: "update"}};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
if(data16.skip === undefined){
const err49 = {instancePath:instancePath+"/summary",schemaPath:"#/properties/summary/required",keyword:"required",params:{missingProperty: "skip"}};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
if(data16.manual === undefined){
const err50 = {instancePath:instancePath+"/summary",schemaPath:"#/properties/summary/required",keyword:"required",params:{missingProperty: "manual"}};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
if(data16.blocked === undefined){
const err51 = {instancePath:instancePath+"/summary",schemaPath:"#/properties/summary/required",keyword:"required",params:{missingProperty: "blocked"}};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
if(data16.outOfScope === undefined){
const err52 = {instancePath:instancePath+"/summary",schemaPath:"#/properties/summary/required",keyword:"required",params:{missingProperty: "outOfScope"}};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
for(const key3 in data16){
if(!((((((((key3 === "read") || (key3 === "create")) || (key3 === "adopt")) || (key3 === "update")) || (key3 === "skip")) || (key3 === "manual")) || (key3 === "blocked")) || (key3 === "outOfScope"))){
const err53 = {instancePath:instancePath+"/summary",schemaPath:"#/properties/summary/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3}};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
}
if(data16.read !== undefined){
let data17 = data16.read;
if(!(((typeof data17 == "number") && (!(data17 % 1) && !isNaN(data17))) && (isFinite(data17)))){
const err54 = {instancePath:instancePath+"/summary/read",schemaPath:"shared.json#/$defs/count/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
if((typeof data17 == "number") && (isFinite(data17))){
if(data17 < 0 || isNaN(data17)){
const err55 = {instancePath:instancePath+"/summary/read",schemaPath:"shared.json#/$defs/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
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
if(data16.create !== undefined){
let data18 = data16.create;
if(!(((typeof data18 == "number") && (!(data18 % 1) && !isNaN(data18))) && (isFinite(data18)))){
const err56 = {instancePath:instancePath+"/summary/create",schemaPath:"shared.json#/$defs/count/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
if((typeof data18 == "number") && (isFinite(data18))){
if(data18 < 0 || isNaN(data18)){
const err57 = {instancePath:instancePath+"/summary/create",schemaPath:"shared.json#/$defs/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
}
}
if(data16.adopt !== undefined){
let data19 = data16.adopt;
if(!(((typeof data19 == "number") && (!(data19 % 1) && !isNaN(data19))) && (isFinite(data19)))){
const err58 = {instancePath:instancePath+"/summary/adopt",schemaPath:"shared.json#/$defs/count/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
if((typeof data19 == "number") && (isFinite(data19))){
if(data19 < 0 || isNaN(data19)){
const err59 = {instancePath:instancePath+"/summary/adopt",schemaPath:"shared.json#/$defs/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
}
}
if(data16.update !== undefined){
let data20 = data16.update;
if(!(((typeof data20 == "number") && (!(data20 % 1) && !isNaN(data20))) && (isFinite(data20)))){
const err60 = {instancePath:instancePath+"/summary/update",schemaPath:"shared.json#/$defs/count/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err60];
}
else {
vErrors.push(err60);
}
errors++;
}
if((typeof data20 == "number") && (isFinite(data20))){
if(data20 < 0 || isNaN(data20)){
const err61 = {instancePath:instancePath+"/summary/update",schemaPath:"shared.json#/$defs/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err61];
}
else {
vErrors.push(err61);
}
errors++;
}
}
}
if(data16.skip !== undefined){
let data21 = data16.skip;
if(!(((typeof data21 == "number") && (!(data21 % 1) && !isNaN(data21))) && (isFinite(data21)))){
const err62 = {instancePath:instancePath+"/summary/skip",schemaPath:"shared.json#/$defs/count/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err62];
}
else {
vErrors.push(err62);
}
errors++;
}
if((typeof data21 == "number") && (isFinite(data21))){
if(data21 < 0 || isNaN(data21)){
const err63 = {instancePath:instancePath+"/summary/skip",schemaPath:"shared.json#/$defs/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
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
if(data16.manual !== undefined){
let data22 = data16.manual;
if(!(((typeof data22 == "number") && (!(data22 % 1) && !isNaN(data22))) && (isFinite(data22)))){
const err64 = {instancePath:instancePath+"/summary/manual",schemaPath:"shared.json#/$defs/count/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err64];
}
else {
vErrors.push(err64);
}
errors++;
}
if((typeof data22 == "number") && (isFinite(data22))){
if(data22 < 0 || isNaN(data22)){
const err65 = {instancePath:instancePath+"/summary/manual",schemaPath:"shared.json#/$defs/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
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
if(data16.blocked !== undefined){
let data23 = data16.blocked;
if(!(((typeof data23 == "number") && (!(data23 % 1) && !isNaN(data23))) && (isFinite(data23)))){
const err66 = {instancePath:instancePath+"/summary/blocked",schemaPath:"shared.json#/$defs/count/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err66];
}
else {
vErrors.push(err66);
}
errors++;
}
if((typeof data23 == "number") && (isFinite(data23))){
if(data23 < 0 || isNaN(data23)){
const err67 = {instancePath:instancePath+"/summary/blocked",schemaPath:"shared.json#/$defs/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
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
if(data16.outOfScope !== undefined){
let data24 = data16.outOfScope;
if(!(((typeof data24 == "number") && (!(data24 % 1) && !isNaN(data24))) && (isFinite(data24)))){
const err68 = {instancePath:instancePath+"/summary/outOfScope",schemaPath:"shared.json#/$defs/count/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err68];
}
else {
vErrors.push(err68);
}
errors++;
}
if((typeof data24 == "number") && (isFinite(data24))){
if(data24 < 0 || isNaN(data24)){
const err69 = {instancePath:instancePath+"/summary/outOfScope",schemaPath:"shared.json#/$defs/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
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
}
else {
const err70 = {instancePath:instancePath+"/summary",schemaPath:"#/properties/summary/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err70];
}
else {
vErrors.push(err70);
}
errors++;
}
}
if(data.actions !== undefined){
let data25 = data.actions;
if(Array.isArray(data25)){
const len0 = data25.length;
for(let i0=0; i0<len0; i0++){
let data26 = data25[i0];
if(data26 && typeof data26 == "object" && !Array.isArray(data26)){
if(data26.kind === undefined){
const err71 = {instancePath:instancePath+"/actions/" + i0,schemaPath:"#/properties/actions/items/required",keyword:"required",params:{missingProperty: "kind"}};
if(vErrors === null){
vErrors = [err71];
}
else {
vErrors.push(err71);
}
errors++;
}
if(data26.id === undefined){
const err72 = {instancePath:instancePath+"/actions/" + i0,schemaPath:"#/properties/actions/items/required",keyword:"required",params:{missingProperty: "id"}};
if(vErrors === null){
vErrors = [err72];
}
else {
vErrors.push(err72);
}
errors++;
}
if(data26.action === undefined){
const err73 = {instancePath:instancePath+"/actions/" + i0,schemaPath:"#/properties/actions/items/required",keyword:"required",params:{missingProperty: "action"}};
if(vErrors === null){
vErrors = [err73];
}
else {
vErrors.push(err73);
}
errors++;
}
if(data26.reason === undefined){
const err74 = {instancePath:instancePath+"/actions/" + i0,schemaPath:"#/properties/actions/items/required",keyword:"required",params:{missingProperty: "reason"}};
if(vErrors === null){
vErrors = [err74];
}
else {
vErrors.push(err74);
}
errors++;
}
if(data26.stage === undefined){
const err75 = {instancePath:instancePath+"/actions/" + i0,schemaPath:"#/properties/actions/items/required",keyword:"required",params:{missingProperty: "stage"}};
if(vErrors === null){
vErrors = [err75];
}
else {
vErrors.push(err75);
}
errors++;
}
for(const key4 in data26){
if(!(((((key4 === "kind") || (key4 === "id")) || (key4 === "action")) || (key4 === "reason")) || (key4 === "stage"))){
const err76 = {instancePath:instancePath+"/actions/" + i0,schemaPath:"#/properties/actions/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key4}};
if(vErrors === null){
vErrors = [err76];
}
else {
vErrors.push(err76);
}
errors++;
}
}
if(data26.kind !== undefined){
if(typeof data26.kind !== "string"){
const err77 = {instancePath:instancePath+"/actions/" + i0+"/kind",schemaPath:"#/properties/actions/items/properties/kind/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err77];
}
else {
vErrors.push(err77);
}
errors++;
}
}
if(data26.id !== undefined){
if(typeof data26.id !== "string"){
const err78 = {instancePath:instancePath+"/actions/" + i0+"/id",schemaPath:"#/properties/actions/items/properties/id/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err78];
}
else {
vErrors.push(err78);
}
errors++;
}
}
if(data26.action !== undefined){
let data29 = data26.action;
if(typeof data29 !== "string"){
const err79 = {instancePath:instancePath+"/actions/" + i0+"/action",schemaPath:"#/properties/actions/items/properties/action/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err79];
}
else {
vErrors.push(err79);
}
errors++;
}
if(!(((((((data29 === "create") || (data29 === "adopt")) || (data29 === "update")) || (data29 === "skip")) || (data29 === "manual")) || (data29 === "blocked")) || (data29 === "outOfScope"))){
const err80 = {instancePath:instancePath+"/actions/" + i0+"/action",schemaPath:"#/properties/actions/items/properties/action/enum",keyword:"enum",params:{allowedValues: schema31.properties.actions.items.properties.action.enum}};
if(vErrors === null){
vErrors = [err80];
}
else {
vErrors.push(err80);
}
errors++;
}
}
if(data26.reason !== undefined){
if(typeof data26.reason !== "string"){
const err81 = {instancePath:instancePath+"/actions/" + i0+"/reason",schemaPath:"#/properties/actions/items/properties/reason/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err81];
}
else {
vErrors.push(err81);
}
errors++;
}
}
if(data26.stage !== undefined){
let data31 = data26.stage;
if((typeof data31 !== "string") && (data31 !== null)){
const err82 = {instancePath:instancePath+"/actions/" + i0+"/stage",schemaPath:"#/properties/actions/items/properties/stage/type",keyword:"type",params:{type: schema31.properties.actions.items.properties.stage.type}};
if(vErrors === null){
vErrors = [err82];
}
else {
vErrors.push(err82);
}
errors++;
}
}
}
else {
const err83 = {instancePath:instancePath+"/actions/" + i0,schemaPath:"#/properties/actions/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err83];
}
else {
vErrors.push(err83);
}
errors++;
}
}
}
else {
const err84 = {instancePath:instancePath+"/actions",schemaPath:"#/properties/actions/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err84];
}
else {
vErrors.push(err84);
}
errors++;
}
}
if(data.blockers !== undefined){
let data32 = data.blockers;
if(Array.isArray(data32)){
const len1 = data32.length;
for(let i1=0; i1<len1; i1++){
let data33 = data32[i1];
if(data33 && typeof data33 == "object" && !Array.isArray(data33)){
if(data33.code === undefined){
const err85 = {instancePath:instancePath+"/blockers/" + i1,schemaPath:"#/properties/blockers/items/required",keyword:"required",params:{missingProperty: "code"}};
if(vErrors === null){
vErrors = [err85];
}
else {
vErrors.push(err85);
}
errors++;
}
if(data33.kind === undefined){
const err86 = {instancePath:instancePath+"/blockers/" + i1,schemaPath:"#/properties/blockers/items/required",keyword:"required",params:{missingProperty: "kind"}};
if(vErrors === null){
vErrors = [err86];
}
else {
vErrors.push(err86);
}
errors++;
}
if(data33.id === undefined){
const err87 = {instancePath:instancePath+"/blockers/" + i1,schemaPath:"#/properties/blockers/items/required",keyword:"required",params:{missingProperty: "id"}};
if(vErrors === null){
vErrors = [err87];
}
else {
vErrors.push(err87);
}
errors++;
}
if(data33.reason === undefined){
const err88 = {instancePath:instancePath+"/blockers/" + i1,schemaPath:"#/properties/blockers/items/required",keyword:"required",params:{missingProperty: "reason"}};
if(vErrors === null){
vErrors = [err88];
}
else {
vErrors.push(err88);
}
errors++;
}
if(data33.records === undefined){
const err89 = {instancePath:instancePath+"/blockers/" + i1,schemaPath:"#/properties/blockers/items/required",keyword:"required",params:{missingProperty: "records"}};
if(vErrors === null){
vErrors = [err89];
}
else {
vErrors.push(err89);
}
errors++;
}
if(data33.subscriptions === undefined){
const err90 = {instancePath:instancePath+"/blockers/" + i1,schemaPath:"#/properties/blockers/items/required",keyword:"required",params:{missingProperty: "subscriptions"}};
if(vErrors === null){
vErrors = [err90];
}
else {
vErrors.push(err90);
}
errors++;
}
for(const key5 in data33){
if(!((((((key5 === "code") || (key5 === "kind")) || (key5 === "id")) || (key5 === "reason")) || (key5 === "records")) || (key5 === "subscriptions"))){
const err91 = {instancePath:instancePath+"/blockers/" + i1,schemaPath:"#/properties/blockers/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key5}};
if(vErrors === null){
vErrors = [err91];
}
else {
vErrors.push(err91);
}
errors++;
}
}
if(data33.code !== undefined){
let data34 = data33.code;
if(typeof data34 !== "string"){
const err92 = {instancePath:instancePath+"/blockers/" + i1+"/code",schemaPath:"#/properties/blockers/items/properties/code/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err92];
}
else {
vErrors.push(err92);
}
errors++;
}
if(!(((((((data34 === "conflict") || (data34 === "reference")) || (data34 === "cycle")) || (data34 === "order")) || (data34 === "name")) || (data34 === "softDeleted")) || (data34 === "principal"))){
const err93 = {instancePath:instancePath+"/blockers/" + i1+"/code",schemaPath:"#/properties/blockers/items/properties/code/enum",keyword:"enum",params:{allowedValues: schema31.properties.blockers.items.properties.code.enum}};
if(vErrors === null){
vErrors = [err93];
}
else {
vErrors.push(err93);
}
errors++;
}
}
if(data33.kind !== undefined){
if(typeof data33.kind !== "string"){
const err94 = {instancePath:instancePath+"/blockers/" + i1+"/kind",schemaPath:"#/properties/blockers/items/properties/kind/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err94];
}
else {
vErrors.push(err94);
}
errors++;
}
}
if(data33.id !== undefined){
if(typeof data33.id !== "string"){
const err95 = {instancePath:instancePath+"/blockers/" + i1+"/id",schemaPath:"#/properties/blockers/items/properties/id/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err95];
}
else {
vErrors.push(err95);
}
errors++;
}
}
if(data33.reason !== undefined){
if(typeof data33.reason !== "string"){
const err96 = {instancePath:instancePath+"/blockers/" + i1+"/reason",schemaPath:"#/properties/blockers/items/properties/reason/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err96];
}
else {
vErrors.push(err96);
}
errors++;
}
}
if(data33.records !== undefined){
let data38 = data33.records;
if(!(((typeof data38 == "number") && (!(data38 % 1) && !isNaN(data38))) && (isFinite(data38)))){
const err97 = {instancePath:instancePath+"/blockers/" + i1+"/records",schemaPath:"shared.json#/$defs/count/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err97];
}
else {
vErrors.push(err97);
}
errors++;
}
if((typeof data38 == "number") && (isFinite(data38))){
if(data38 < 0 || isNaN(data38)){
const err98 = {instancePath:instancePath+"/blockers/" + i1+"/records",schemaPath:"shared.json#/$defs/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err98];
}
else {
vErrors.push(err98);
}
errors++;
}
}
}
if(data33.subscriptions !== undefined){
let data39 = data33.subscriptions;
if(!(((typeof data39 == "number") && (!(data39 % 1) && !isNaN(data39))) && (isFinite(data39)))){
const err99 = {instancePath:instancePath+"/blockers/" + i1+"/subscriptions",schemaPath:"shared.json#/$defs/count/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err99];
}
else {
vErrors.push(err99);
}
errors++;
}
if((typeof data39 == "number") && (isFinite(data39))){
if(data39 < 0 || isNaN(data39)){
const err100 = {instancePath:instancePath+"/blockers/" + i1+"/subscriptions",schemaPath:"shared.json#/$defs/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err100];
}
else {
vErrors.push(err100);
}
errors++;
}
}
}
}
else {
const err101 = {instancePath:instancePath+"/blockers/" + i1,schemaPath:"#/properties/blockers/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err101];
}
else {
vErrors.push(err101);
}
errors++;
}
}
}
else {
const err102 = {instancePath:instancePath+"/blockers",schemaPath:"#/properties/blockers/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err102];
}
else {
vErrors.push(err102);
}
errors++;
}
}
if(data.unmapped !== undefined){
let data40 = data.unmapped;
if(Array.isArray(data40)){
const len2 = data40.length;
for(let i2=0; i2<len2; i2++){
let data41 = data40[i2];
if(data41 && typeof data41 == "object" && !Array.isArray(data41)){
if(data41.principal === undefined){
const err103 = {instancePath:instancePath+"/unmapped/" + i2,schemaPath:"#/properties/unmapped/items/required",keyword:"required",params:{missingProperty: "principal"}};
if(vErrors === null){
vErrors = [err103];
}
else {
vErrors.push(err103);
}
errors++;
}
if(data41.reason === undefined){
const err104 = {instancePath:instancePath+"/unmapped/" + i2,schemaPath:"#/properties/unmapped/items/required",keyword:"required",params:{missingProperty: "reason"}};
if(vErrors === null){
vErrors = [err104];
}
else {
vErrors.push(err104);
}
errors++;
}
if(data41.uses === undefined){
const err105 = {instancePath:instancePath+"/unmapped/" + i2,schemaPath:"#/properties/unmapped/items/required",keyword:"required",params:{missingProperty: "uses"}};
if(vErrors === null){
vErrors = [err105];
}
else {
vErrors.push(err105);
}
errors++;
}
for(const key6 in data41){
if(!(((key6 === "principal") || (key6 === "reason")) || (key6 === "uses"))){
const err106 = {instancePath:instancePath+"/unmapped/" + i2,schemaPath:"#/properties/unmapped/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key6}};
if(vErrors === null){
vErrors = [err106];
}
else {
vErrors.push(err106);
}
errors++;
}
}
if(data41.principal !== undefined){
if(typeof data41.principal !== "string"){
const err107 = {instancePath:instancePath+"/unmapped/" + i2+"/principal",schemaPath:"#/properties/unmapped/items/properties/principal/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err107];
}
else {
vErrors.push(err107);
}
errors++;
}
}
if(data41.reason !== undefined){
if(typeof data41.reason !== "string"){
const err108 = {instancePath:instancePath+"/unmapped/" + i2+"/reason",schemaPath:"#/properties/unmapped/items/properties/reason/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err108];
}
else {
vErrors.push(err108);
}
errors++;
}
}
if(data41.uses !== undefined){
let data44 = data41.uses;
if(Array.isArray(data44)){
const len3 = data44.length;
for(let i3=0; i3<len3; i3++){
let data45 = data44[i3];
if(data45 && typeof data45 == "object" && !Array.isArray(data45)){
if(data45.kind === undefined){
const err109 = {instancePath:instancePath+"/unmapped/" + i2+"/uses/" + i3,schemaPath:"#/properties/unmapped/items/properties/uses/items/required",keyword:"required",params:{missingProperty: "kind"}};
if(vErrors === null){
vErrors = [err109];
}
else {
vErrors.push(err109);
}
errors++;
}
if(data45.id === undefined){
const err110 = {instancePath:instancePath+"/unmapped/" + i2+"/uses/" + i3,schemaPath:"#/properties/unmapped/items/properties/uses/items/required",keyword:"required",params:{missingProperty: "id"}};
if(vErrors === null){
vErrors = [err110];
}
else {
vErrors.push(err110);
}
errors++;
}
for(const key7 in data45){
if(!((key7 === "kind") || (key7 === "id"))){
const err111 = {instancePath:instancePath+"/unmapped/" + i2+"/uses/" + i3,schemaPath:"#/properties/unmapped/items/properties/uses/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key7}};
if(vErrors === null){
vErrors = [err111];
}
else {
vErrors.push(err111);
}
errors++;
}
}
if(data45.kind !== undefined){
if(typeof data45.kind !== "string"){
const err112 = {instancePath:instancePath+"/unmapped/" + i2+"/uses/" + i3+"/kind",schemaPath:"#/properties/unmapped/items/properties/uses/items/properties/kind/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err112];
}
else {
vErrors.push(err112);
}
errors++;
}
}
if(data45.id !== undefined){
if(typeof data45.id !== "string"){
const err113 = {instancePath:instancePath+"/unmapped/" + i2+"/uses/" + i3+"/id",schemaPath:"#/properties/unmapped/items/properties/uses/items/properties/id/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err113];
}
else {
vErrors.push(err113);
}
errors++;
}
}
}
else {
const err114 = {instancePath:instancePath+"/unmapped/" + i2+"/uses/" + i3,schemaPath:"#/properties/unmapped/items/properties/uses/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err114];
}
else {
vErrors.push(err114);
}
errors++;
}
}
}
else {
const err115 = {instancePath:instancePath+"/unmapped/" + i2+"/uses",schemaPath:"#/properties/unmapped/items/properties/uses/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err115];
}
else {
vErrors.push(err115);
}
errors++;
}
}
}
else {
const err116 = {instancePath:instancePath+"/unmapped/" + i2,schemaPath:"#/properties/unmapped/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err116];
}
else {
vErrors.push(err116);
}
errors++;
}
}
}
else {
const err117 = {instancePath:instancePath+"/unmapped",schemaPath:"#/properties/unmapped/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err117];
}
else {
vErrors.push(err117);
}
errors++;
}
}
if(data.preflight !== undefined){
let data48 = data.preflight;
if(Array.isArray(data48)){
const len4 = data48.length;
for(let i4=0; i4<len4; i4++){
let data49 = data48[i4];
if(data49 && typeof data49 == "object" && !Array.isArray(data49)){
if(data49.check === undefined){
const err118 = {instancePath:instancePath+"/preflight/" + i4,schemaPath:"#/properties/preflight/items/required",keyword:"required",params:{missingProperty: "check"}};
if(vErrors === null){
vErrors = [err118];
}
else {
vErrors.push(err118);
}
errors++;
}
if(data49.state === undefined){
const err119 = {instancePath:instancePath+"/preflight/" + i4,schemaPath:"#/properties/preflight/items/required",keyword:"required",params:{missingProperty: "state"}};
if(vErrors === null){
vErrors = [err119];
}
else {
vErrors.push(err119);
}
errors++;
}
if(data49.code === undefined){
const err120 = {instancePath:instancePath+"/preflight/" + i4,schemaPath:"#/properties/preflight/items/required",keyword:"required",params:{missingProperty: "code"}};
if(vErrors === null){
vErrors = [err120];
}
else {
vErrors.push(err120);
}
errors++;
}
if(data49.message === undefined){
const err121 = {instancePath:instancePath+"/preflight/" + i4,schemaPath:"#/properties/preflight/items/required",keyword:"required",params:{missingProperty: "message"}};
if(vErrors === null){
vErrors = [err121];
}
else {
vErrors.push(err121);
}
errors++;
}
for(const key8 in data49){
if(!((((key8 === "check") || (key8 === "state")) || (key8 === "code")) || (key8 === "message"))){
const err122 = {instancePath:instancePath+"/preflight/" + i4,schemaPath:"#/properties/preflight/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key8}};
if(vErrors === null){
vErrors = [err122];
}
else {
vErrors.push(err122);
}
errors++;
}
}
if(data49.check !== undefined){
let data50 = data49.check;
if(typeof data50 !== "string"){
const err123 = {instancePath:instancePath+"/preflight/" + i4+"/check",schemaPath:"#/properties/preflight/items/properties/check/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err123];
}
else {
vErrors.push(err123);
}
errors++;
}
if(!(((((data50 === "freshness") || (data50 === "version")) || (data50 === "clock")) || (data50 === "permissions")) || (data50 === "budget"))){
const err124 = {instancePath:instancePath+"/preflight/" + i4+"/check",schemaPath:"#/properties/preflight/items/properties/check/enum",keyword:"enum",params:{allowedValues: schema31.properties.preflight.items.properties.check.enum}};
if(vErrors === null){
vErrors = [err124];
}
else {
vErrors.push(err124);
}
errors++;
}
}
if(data49.state !== undefined){
let data51 = data49.state;
if(typeof data51 !== "string"){
const err125 = {instancePath:instancePath+"/preflight/" + i4+"/state",schemaPath:"#/properties/preflight/items/properties/state/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err125];
}
else {
vErrors.push(err125);
}
errors++;
}
if(!(((data51 === "passed") || (data51 === "warning")) || (data51 === "failed"))){
const err126 = {instancePath:instancePath+"/preflight/" + i4+"/state",schemaPath:"#/properties/preflight/items/properties/state/enum",keyword:"enum",params:{allowedValues: schema31.properties.preflight.items.properties.state.enum}};
if(vErrors === null){
vErrors = [err126];
}
else {
vErrors.push(err126);
}
errors++;
}
}
if(data49.code !== undefined){
let data52 = data49.code;
if((typeof data52 !== "string") && (data52 !== null)){
const err127 = {instancePath:instancePath+"/preflight/" + i4+"/code",schemaPath:"#/properties/preflight/items/properties/code/type",keyword:"type",params:{type: schema31.properties.preflight.items.properties.code.type}};
if(vErrors === null){
vErrors = [err127];
}
else {
vErrors.push(err127);
}
errors++;
}
}
if(data49.message !== undefined){
if(typeof data49.message !== "string"){
const err128 = {instancePath:instancePath+"/preflight/" + i4+"/message",schemaPath:"#/properties/preflight/items/properties/message/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err128];
}
else {
vErrors.push(err128);
}
errors++;
}
}
}
else {
const err129 = {instancePath:instancePath+"/preflight/" + i4,schemaPath:"#/properties/preflight/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err129];
}
else {
vErrors.push(err129);
}
errors++;
}
}
}
else {
const err130 = {instancePath:instancePath+"/preflight",schemaPath:"#/properties/preflight/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err130];
}
else {
vErrors.push(err130);
}
errors++;
}
}
if(data.estimate !== undefined){
let data54 = data.estimate;
if(data54 && typeof data54 == "object" && !Array.isArray(data54)){
if(data54.writes === undefined){
const err131 = {instancePath:instancePath+"/estimate",schemaPath:"#/properties/estimate/required",keyword:"required",params:{missingProperty: "writes"}};
if(vErrors === null){
vErrors = [err131];
}
else {
vErrors.push(err131);
}
errors++;
}
if(data54.busiest === undefined){
const err132 = {instancePath:instancePath+"/estimate",schemaPath:"#/properties/estimate/required",keyword:"required",params:{missingProperty: "busiest"}};
if(vErrors === null){
vErrors = [err132];
}
else {
vErrors.push(err132);
}
errors++;
}
if(data54.writesPerHour === undefined){
const err133 = {instancePath:instancePath+"/estimate",schemaPath:"#/properties/estimate/required",keyword:"required",params:{missingProperty: "writesPerHour"}};
if(vErrors === null){
vErrors = [err133];
}
else {
vErrors.push(err133);
}
errors++;
}
if(data54.durationMs === undefined){
const err134 = {instancePath:instancePath+"/estimate",schemaPath:"#/properties/estimate/required",keyword:"required",params:{missingProperty: "durationMs"}};
if(vErrors === null){
vErrors = [err134];
}
else {
vErrors.push(err134);
}
errors++;
}
for(const key9 in data54){
if(!((((key9 === "writes") || (key9 === "busiest")) || (key9 === "writesPerHour")) || (key9 === "durationMs"))){
const err135 = {instancePath:instancePath+"/estimate",schemaPath:"#/properties/estimate/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key9}};
if(vErrors === null){
vErrors = [err135];
}
else {
vErrors.push(err135);
}
errors++;
}
}
if(data54.writes !== undefined){
let data55 = data54.writes;
if(data55 && typeof data55 == "object" && !Array.isArray(data55)){
if(data55.admin === undefined){
const err136 = {instancePath:instancePath+"/estimate/writes",schemaPath:"#/properties/estimate/properties/writes/required",keyword:"required",params:{missingProperty: "admin"}};
if(vErrors === null){
vErrors = [err136];
}
else {
vErrors.push(err136);
}
errors++;
}
if(data55.user === undefined){
const err137 = {instancePath:instancePath+"/estimate/writes",schemaPath:"#/properties/estimate/properties/writes/required",keyword:"required",params:{missingProperty: "user"}};
if(vErrors === null){
vErrors = [err137];
}
else {
vErrors.push(err137);
}
errors++;
}
if(data55.vault === undefined){
const err138 = {instancePath:instancePath+"/estimate/writes",schemaPath:"#/properties/estimate/properties/writes/required",keyword:"required",params:{missingProperty: "vault"}};
if(vErrors === null){
vErrors = [err138];
}
else {
vErrors.push(err138);
}
errors++;
}
for(const key10 in data55){
if(!(((key10 === "admin") || (key10 === "user")) || (key10 === "vault"))){
const err139 = {instancePath:instancePath+"/estimate/writes",schemaPath:"#/properties/estimate/properties/writes/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key10}};
if(vErrors === null){
vErrors = [err139];
}
else {
vErrors.push(err139);
}
errors++;
}
}
if(data55.admin !== undefined){
let data56 = data55.admin;
if(!(((typeof data56 == "number") && (!(data56 % 1) && !isNaN(data56))) && (isFinite(data56)))){
const err140 = {instancePath:instancePath+"/estimate/writes/admin",schemaPath:"shared.json#/$defs/count/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err140];
}
else {
vErrors.push(err140);
}
errors++;
}
if((typeof data56 == "number") && (isFinite(data56))){
if(data56 < 0 || isNaN(data56)){
const err141 = {instancePath:instancePath+"/estimate/writes/admin",schemaPath:"shared.json#/$defs/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err141];
}
else {
vErrors.push(err141);
}
errors++;
}
}
}
if(data55.user !== undefined){
let data57 = data55.user;
if(!(((typeof data57 == "number") && (!(data57 % 1) && !isNaN(data57))) && (isFinite(data57)))){
const err142 = {instancePath:instancePath+"/estimate/writes/user",schemaPath:"shared.json#/$defs/count/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err142];
}
else {
vErrors.push(err142);
}
errors++;
}
if((typeof data57 == "number") && (isFinite(data57))){
if(data57 < 0 || isNaN(data57)){
const err143 = {instancePath:instancePath+"/estimate/writes/user",schemaPath:"shared.json#/$defs/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err143];
}
else {
vErrors.push(err143);
}
errors++;
}
}
}
if(data55.vault !== undefined){
let data58 = data55.vault;
if(!(((typeof data58 == "number") && (!(data58 % 1) && !isNaN(data58))) && (isFinite(data58)))){
const err144 = {instancePath:instancePath+"/estimate/writes/vault",schemaPath:"shared.json#/$defs/count/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err144];
}
else {
vErrors.push(err144);
}
errors++;
}
if((typeof data58 == "number") && (isFinite(data58))){
if(data58 < 0 || isNaN(data58)){
const err145 = {instancePath:instancePath+"/estimate/writes/vault",schemaPath:"shared.json#/$defs/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err145];
}
else {
vErrors.push(err145);
}
errors++;
}
}
}
}
else {
const err146 = {instancePath:instancePath+"/estimate/writes",schemaPath:"#/properties/estimate/properties/writes/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err146];
}
else {
vErrors.push(err146);
}
errors++;
}
}
if(data54.busiest !== undefined){
let data59 = data54.busiest;
if(!(((typeof data59 == "number") && (!(data59 % 1) && !isNaN(data59))) && (isFinite(data59)))){
const err147 = {instancePath:instancePath+"/estimate/busiest",schemaPath:"shared.json#/$defs/count/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err147];
}
else {
vErrors.push(err147);
}
errors++;
}
if((typeof data59 == "number") && (isFinite(data59))){
if(data59 < 0 || isNaN(data59)){
const err148 = {instancePath:instancePath+"/estimate/busiest",schemaPath:"shared.json#/$defs/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err148];
}
else {
vErrors.push(err148);
}
errors++;
}
}
}
if(data54.writesPerHour !== undefined){
let data60 = data54.writesPerHour;
if(!(((typeof data60 == "number") && (!(data60 % 1) && !isNaN(data60))) && (isFinite(data60)))){
const err149 = {instancePath:instancePath+"/estimate/writesPerHour",schemaPath:"shared.json#/$defs/count/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err149];
}
else {
vErrors.push(err149);
}
errors++;
}
if((typeof data60 == "number") && (isFinite(data60))){
if(data60 < 0 || isNaN(data60)){
const err150 = {instancePath:instancePath+"/estimate/writesPerHour",schemaPath:"shared.json#/$defs/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err150];
}
else {
vErrors.push(err150);
}
errors++;
}
}
}
if(data54.durationMs !== undefined){
let data61 = data54.durationMs;
if((typeof data61 == "number") && (isFinite(data61))){
if(data61 < 0 || isNaN(data61)){
const err151 = {instancePath:instancePath+"/estimate/durationMs",schemaPath:"shared.json#/$defs/milliseconds/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err151];
}
else {
vErrors.push(err151);
}
errors++;
}
}
else {
const err152 = {instancePath:instancePath+"/estimate/durationMs",schemaPath:"shared.json#/$defs/milliseconds/type",keyword:"type",params:{type: "number"}};
if(vErrors === null){
vErrors = [err152];
}
else {
vErrors.push(err152);
}
errors++;
}
}
}
else {
const err153 = {instancePath:instancePath+"/estimate",schemaPath:"#/properties/estimate/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err153];
}
else {
vErrors.push(err153);
}
errors++;
}
}
}
else {
const err154 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err154];
}
else {
vErrors.push(err154);
}
errors++;
}
validate20.errors = vErrors;
return errors === 0;
}
validate20.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};
const expectations = {
  "^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$": "a backup id: a GUID in lower case",
  "^\\d{4,}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:\\.\\d+)?Z$": "a time in ISO 8601, UTC"
};
export const schema: CompiledSchema<PlanResult> = { validate: compiled, expectations };

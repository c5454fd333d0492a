// Generated from schemas/cli/drill.json by `npm run generate`. Do not edit.
// @ts-nocheck
import type { CompiledSchema } from '../../../src/schema/compiled-schema.js';
import type { DrillResult } from '../../../src/schema/generated/cli-types.js';
const compiled = validate20;

const schema31 = {"$schema":"https://json-schema.org/draft/2020-12/schema","title":"DrillResult","description":"Result of restack drill.","type":"object","required":["runId","backupId","state","terminal","startedAt","durationMs","verification","conservation","stages","readBack","problems","objectives"],"additionalProperties":false,"properties":{"runId":{"type":"string"},"backupId":{"$ref":"shared.json#/$defs/backupId"},"state":{"type":"string","enum":["completed","partial","blocked","interrupted","failed"]},"terminal":{"description":"true once the run cannot go on","type":"boolean"},"startedAt":{"$ref":"shared.json#/$defs/time"},"durationMs":{"description":"from the start of the drill to the end of the read-back, in milliseconds","type":"number","minimum":0},"verification":{"description":"the proof before the replay","type":"object","required":["level","verdict","findings"],"additionalProperties":false,"properties":{"level":{"$ref":"shared.json#/$defs/level"},"verdict":{"$ref":"shared.json#/$defs/verdict"},"findings":{"$ref":"shared.json#/$defs/findings"}}},"conservation":{"description":"every record read ends in exactly one of the other buckets","type":"object","required":["read","created","adopted","updated","skipped","manual","failed","outOfScope","byKind"],"additionalProperties":false,"properties":{"read":{"$ref":"shared.json#/$defs/count"},"created":{"$ref":"shared.json#/$defs/count"},"adopted":{"$ref":"shared.json#/$defs/count"},"updated":{"$ref":"shared.json#/$defs/count"},"skipped":{"$ref":"shared.json#/$defs/count"},"manual":{"$ref":"shared.json#/$defs/count"},"failed":{"$ref":"shared.json#/$defs/count"},"outOfScope":{"$ref":"shared.json#/$defs/count"},"byKind":{"type":"array","items":{"type":"object","required":["kind","read","created","adopted","updated","skipped","manual","failed","outOfScope"],"additionalProperties":false,"properties":{"kind":{"type":"string"},"read":{"$ref":"shared.json#/$defs/count"},"created":{"$ref":"shared.json#/$defs/count"},"adopted":{"$ref":"shared.json#/$defs/count"},"updated":{"$ref":"shared.json#/$defs/count"},"skipped":{"$ref":"shared.json#/$defs/count"},"manual":{"$ref":"shared.json#/$defs/count"},"failed":{"$ref":"shared.json#/$defs/count"},"outOfScope":{"$ref":"shared.json#/$defs/count"}}}}}},"stages":{"description":"in the order they ran","type":"array","items":{"type":"object","required":["name","kind","objects","durationMs","state"],"additionalProperties":false,"properties":{"name":{"type":"string"},"kind":{"type":"string"},"objects":{"$ref":"shared.json#/$defs/count"},"durationMs":{"$ref":"shared.json#/$defs/milliseconds"},"state":{"type":"string","enum":["done","partial","failed","skipped","pending"]}}}},"readBack":{"type":"object","required":["compared","different"],"additionalProperties":false,"properties":{"compared":{"$ref":"shared.json#/$defs/count"},"different":{"$ref":"shared.json#/$defs/count"}}},"problems":{"description":"records that did not simply land","type":"array","items":{"type":"object","required":["kind","id","bucket","reason"],"additionalProperties":false,"properties":{"kind":{"type":"string"},"id":{"type":"string"},"bucket":{"type":"string","enum":["skipped","manual","failed","readBack"]},"reason":{"type":"string"}}}},"objectives":{"description":"asked for and achieved, in milliseconds; null where none was asked for","type":"object","required":["rtoMs","achievedRtoMs","rpoMs","achievedRpoMs"],"additionalProperties":false,"properties":{"rtoMs":{"type":["number","null"],"minimum":0},"achievedRtoMs":{"$ref":"shared.json#/$defs/milliseconds"},"rpoMs":{"type":["number","null"],"minimum":0},"achievedRpoMs":{"$ref":"shared.json#/$defs/milliseconds"}}}}};
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
if(data.runId === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "runId"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.backupId === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "backupId"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.state === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "state"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.terminal === undefined){
const err3 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "terminal"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if(data.startedAt === undefined){
const err4 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "startedAt"}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if(data.durationMs === undefined){
const err5 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "durationMs"}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if(data.verification === undefined){
const err6 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "verification"}};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if(data.conservation === undefined){
const err7 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "conservation"}};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if(data.stages === undefined){
const err8 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "stages"}};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
if(data.readBack === undefined){
const err9 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "readBack"}};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
if(data.problems === undefined){
const err10 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "problems"}};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
if(data.objectives === undefined){
const err11 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "objectives"}};
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
if(data.runId !== undefined){
if(typeof data.runId !== "string"){
const err13 = {instancePath:instancePath+"/runId",schemaPath:"#/properties/runId/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data.backupId !== undefined){
let data1 = data.backupId;
if(typeof data1 === "string"){
if(!pattern4.test(data1)){
const err14 = {instancePath:instancePath+"/backupId",schemaPath:"shared.json#/$defs/backupId/pattern",keyword:"pattern",params:{pattern: "^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$"}};
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
const err15 = {instancePath:instancePath+"/backupId",schemaPath:"shared.json#/$defs/backupId/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
if(data.state !== undefined){
let data2 = data.state;
if(typeof data2 !== "string"){
const err16 = {instancePath:instancePath+"/state",schemaPath:"#/properties/state/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
if(!(((((data2 === "completed") || (data2 === "partial")) || (data2 === "blocked")) || (data2 === "interrupted")) || (data2 === "failed"))){
const err17 = {instancePath:instancePath+"/state",schemaPath:"#/properties/state/enum",keyword:"enum",params:{allowedValues: schema31.properties.state.enum}};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
if(data.terminal !== undefined){
if(typeof data.terminal !== "boolean"){
const err18 = {instancePath:instancePath+"/terminal",schemaPath:"#/properties/terminal/type",keyword:"type",params:{type: "boolean"}};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
if(data.startedAt !== undefined){
let data4 = data.startedAt;
if(typeof data4 === "string"){
if(!pattern5.test(data4)){
const err19 = {instancePath:instancePath+"/startedAt",schemaPath:"shared.json#/$defs/time/pattern",keyword:"pattern",params:{pattern: "^\\d{4,}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:\\.\\d+)?Z$"}};
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
const err20 = {instancePath:instancePath+"/startedAt",schemaPath:"shared.json#/$defs/time/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
if(data.durationMs !== undefined){
let data5 = data.durationMs;
if((typeof data5 == "number") && (isFinite(data5))){
if(data5 < 0 || isNaN(data5)){
const err21 = {instancePath:instancePath+"/durationMs",schemaPath:"#/properties/durationMs/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
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
const err22 = {instancePath:instancePath+"/durationMs",schemaPath:"#/properties/durationMs/type",keyword:"type",params:{type: "number"}};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
if(data.verification !== undefined){
let data6 = data.verification;
if(data6 && typeof data6 == "object" && !Array.isArray(data6)){
if(data6.level === undefined){
const err23 = {instancePath:instancePath+"/verification",schemaPath:"#/properties/verification/required",keyword:"required",params:{missingProperty: "level"}};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
if(data6.verdict === undefined){
const err24 = {instancePath:instancePath+"/verification",schemaPath:"#/properties/verification/required",keyword:"required",params:{missingProperty: "verdict"}};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
if(data6.findings === undefined){
const err25 = {instancePath:instancePath+"/verification",schemaPath:"#/properties/verification/required",keyword:"required",params:{missingProperty: "findings"}};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
for(const key1 in data6){
if(!(((key1 === "level") || (key1 === "verdict")) || (key1 === "findings"))){
const err26 = {instancePath:instancePath+"/verification",schemaPath:"#/properties/verification/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1}};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
if(data6.level !== undefined){
let data7 = data6.level;
if(typeof data7 !== "string"){
const err27 = {instancePath:instancePath+"/verification/level",schemaPath:"shared.json#/$defs/level/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
if(!((((data7 === "structure") || (data7 === "keys")) || (data7 === "integrity")) || (data7 === "content"))){
const err28 = {instancePath:instancePath+"/verification/level",schemaPath:"shared.json#/$defs/level/enum",keyword:"enum",params:{allowedValues: schema35.enum}};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
if(data6.verdict !== undefined){
let data8 = data6.verdict;
if(typeof data8 !== "string"){
const err29 = {instancePath:instancePath+"/verification/verdict",schemaPath:"shared.json#/$defs/verdict/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
if(!((data8 === "passed") || (data8 === "failed"))){
const err30 = {instancePath:instancePath+"/verification/verdict",schemaPath:"shared.json#/$defs/verdict/enum",keyword:"enum",params:{allowedValues: schema36.enum}};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
if(data6.findings !== undefined){
if(!(validate22(data6.findings, {instancePath:instancePath+"/verification/findings",parentData:data6,parentDataProperty:"findings",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
errors = vErrors.length;
}
}
}
else {
const err31 = {instancePath:instancePath+"/verification",schemaPath:"#/properties/verification/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
if(data.conservation !== undefined){
let data10 = data.conservation;
if(data10 && typeof data10 == "object" && !Array.isArray(data10)){
if(data10.read === undefined){
const err32 = {instancePath:instancePath+"/conservation",schemaPath:"#/properties/conservation/required",keyword:"required",params:{missingProperty: "read"}};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
if(data10.created === undefined){
const err33 = {instancePath:instancePath+"/conservation",schemaPath:"#/properties/conservation/required",keyword:"required",params:{missingProperty: "created"}};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
if(data10.adopted === undefined){
const err34 = {instancePath:instancePath+"/conservation",schemaPath:"#/properties/conservation/required",keyword:"required",params:{missingProperty: "adopted"}};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
if(data10.updated === undefined){
const err35 = {instancePath:instancePath+"/conservation",schemaPath:"#/properties/conservation/required",keyword:"required",params:{missingProperty: "updated"}};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
if(data10.skipped === undefined){
const err36 = {instancePath:instancePath+"/conservation",schemaPath:"#/properties/conservation/required",keyword:"required",params:{missingProperty: "skipped"}};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
if(data10.manual === undefined){
const err37 = {instancePath:instancePath+"/conservation",schemaPath:"#/properties/conservation/required",keyword:"required",params:{missingProperty: "manual"}};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
if(data10.failed === undefined){
const err38 = {instancePath:instancePath+"/conservation",schemaPath:"#/properties/conservation/required",keyword:"required",params:{missingProperty: "failed"}};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
if(data10.outOfScope === undefined){
const err39 = {instancePath:instancePath+"/conservation",schemaPath:"#/properties/conservation/required",keyword:"required",params:{missingProperty: "outOfScope"}};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
if(data10.byKind === undefined){
const err40 = {instancePath:instancePath+"/conservation",schemaPath:"#/properties/conservation/required",keyword:"required",params:{missingProperty: "byKind"}};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
for(const key2 in data10){
if(!(func1.call(schema31.properties.conservation.properties, key2))){
const err41 = {instancePath:instancePath+"/conservation",schemaPath:"#/properties/conservation/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2}};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
}
if(data10.read !== undefined){
let data11 = data10.read;
if(!(((typeof data11 == "number") && (!(data11 % 1) && !isNaN(data11))) && (isFinite(data11)))){
const err42 = {instancePath:instancePath+"/conservation/read",schemaPath:"shared.json#/$defs/count/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
if((typeof data11 == "number") && (isFinite(data11))){
if(data11 < 0 || isNaN(data11)){
const err43 = {instancePath:instancePath+"/conservation/read",schemaPath:"shared.json#/$defs/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
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
if(data10.created !== undefined){
let data12 = data10.created;
if(!(((typeof data12 == "number") && (!(data12 % 1) && !isNaN(data12))) && (isFinite(data12)))){
const err44 = {instancePath:instancePath+"/conservation/created",schemaPath:"shared.json#/$defs/count/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
if((typeof data12 == "number") && (isFinite(data12))){
if(data12 < 0 || isNaN(data12)){
const err45 = {instancePath:instancePath+"/conservation/created",schemaPath:"shared.json#/$defs/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
}
}
if(data10.adopted !== undefined){
let data13 = data10.adopted;
if(!(((typeof data13 == "number") && (!(data13 % 1) && !isNaN(data13))) && (isFinite(data13)))){
const err46 = {instancePath:instancePath+"/conservation/adopted",schemaPath:"shared.json#/$defs/count/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
if((typeof data13 == "number") && (isFinite(data13))){
if(data13 < 0 || isNaN(data13)){
const err47 = {instancePath:instancePath+"/conservation/adopted",schemaPath:"shared.json#/$defs/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
}
}
if(data10.updated !== undefined){
let data14 = data10.updated;
if(!(((typeof data14 == "number") && (!(data14 % 1) && !isNaN(data14))) && (isFinite(data14)))){
const err48 = {instancePath:instancePath+"/conservation/updated",schemaPath:"shared.json#/$defs/count/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
if((typeof data14 == "number") && (isFinite(data14))){
if(data14 < 0 || isNaN(data14)){
const err49 = {instancePath:instancePath+"/conservation/updated",schemaPath:"shared.json#/$defs/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
}
}
if(data10.skipped !== undefined){
let data15 = data10.skipped;
if(!(((typeof data15 == "number") && (!(data15 % 1) && !isNaN(data15))) && (isFinite(data15)))){
const err50 = {instancePath:instancePath+"/conservation/skipped",schemaPath:"shared.json#/$defs/count/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
if((typeof data15 == "number") && (isFinite(data15))){
if(data15 < 0 || isNaN(data15)){
const err51 = {instancePath:instancePath+"/conservation/skipped",schemaPath:"shared.json#/$defs/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
}
}
if(data10.manual !== undefined){
let data16 = data10.manual;
if(!(((typeof data16 == "number") && (!(data16 % 1) && !isNaN(data16))) && (isFinite(data16)))){
const err52 = {instancePath:instancePath+"/conservation/manual",schemaPath:"shared.json#/$defs/count/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
if((typeof data16 == "number") && (isFinite(data16))){
if(data16 < 0 || isNaN(data16)){
const err53 = {instancePath:instancePath+"/conservation/manual",schemaPath:"shared.json#/$defs/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
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
if(data10.failed !== undefined){
let data17 = data10.failed;
if(!(((typeof data17 == "number") && (!(data17 % 1) && !isNaN(data17))) && (isFinite(data17)))){
const err54 = {instancePath:instancePath+"/conservation/failed",schemaPath:"shared.json#/$defs/count/type",keyword:"type",params:{type: "integer"}};
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
const err55 = {instancePath:instancePath+"/conservation/failed",schemaPath:"shared.json#/$defs/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
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
if(data10.outOfScope !== undefined){
let data18 = data10.outOfScope;
if(!(((typeof data18 == "number") && (!(data18 % 1) && !isNaN(data18))) && (isFinite(data18)))){
const err56 = {instancePath:instancePath+"/conservation/outOfScope",schemaPath:"shared.json#/$defs/count/type",keyword:"type",params:{type: "integer"}};
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
const err57 = {instancePath:instancePath+"/conservation/outOfScope",schemaPath:"shared.json#/$defs/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
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
if(data10.byKind !== undefined){
let data19 = data10.byKind;
if(Array.isArray(data19)){
const len0 = data19.length;
for(let i0=0; i0<len0; i0++){
let data20 = data19[i0];
if(data20 && typeof data20 == "object" && !Array.isArray(data20)){
if(data20.kind === undefined){
const err58 = {instancePath:instancePath+"/conservation/byKind/" + i0,schemaPath:"#/properties/conservation/properties/byKind/items/required",keyword:"required",params:{missingProperty: "kind"}};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
if(data20.read === undefined){
const err59 = {instancePath:instancePath+"/conservation/byKind/" + i0,schemaPath:"#/properties/conservation/properties/byKind/items/required",keyword:"required",params:{missingProperty: "read"}};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
if(data20.created === undefined){
const err60 = {instancePath:instancePath+"/conservation/byKind/" + i0,schemaPath:"#/properties/conservation/properties/byKind/items/required",keyword:"required",params:{missingProperty: "created"}};
if(vErrors === null){
vErrors = [err60];
}
else {
vErrors.push(err60);
}
errors++;
}
if(data20.adopted === undefined){
const err61 = {instancePath:instancePath+"/conservation/byKind/" + i0,schemaPath:"#/properties/conservation/properties/byKind/items/required",keyword:"required",params:{missingProperty: "adopted"}};
if(vErrors === null){
vErrors = [err61];
}
else {
vErrors.push(err61);
}
errors++;
}
if(data20.updated === undefined){
const err62 = {instancePath:instancePath+"/conservation/byKind/" + i0,schemaPath:"#/properties/conservation/properties/byKind/items/required",keyword:"required",params:{missingProperty: "updated"}};
if(vErrors === null){
vErrors = [err62];
}
else {
vErrors.push(err62);
}
errors++;
}
if(data20.skipped === undefined){
const err63 = {instancePath:instancePath+"/conservation/byKind/" + i0,schemaPath:"#/properties/conservation/properties/byKind/items/required",keyword:"required",params:{missingProperty: "skipped"}};
if(vErrors === null){
vErrors = [err63];
}
else {
vErrors.push(err63);
}
errors++;
}
if(data20.manual === undefined){
const err64 = {instancePath:instancePath+"/conservation/byKind/" + i0,schemaPath:"#/properties/conservation/properties/byKind/items/required",keyword:"required",params:{missingProperty: "manual"}};
if(vErrors === null){
vErrors = [err64];
}
else {
vErrors.push(err64);
}
errors++;
}
if(data20.failed === undefined){
const err65 = {instancePath:instancePath+"/conservation/byKind/" + i0,schemaPath:"#/properties/conservation/properties/byKind/items/required",keyword:"required",params:{missingProperty: "failed"}};
if(vErrors === null){
vErrors = [err65];
}
else {
vErrors.push(err65);
}
errors++;
}
if(data20.outOfScope === undefined){
const err66 = {instancePath:instancePath+"/conservation/byKind/" + i0,schemaPath:"#/properties/conservation/properties/byKind/items/required",keyword:"required",params:{missingProperty: "outOfScope"}};
if(vErrors === null){
vErrors = [err66];
}
else {
vErrors.push(err66);
}
errors++;
}
for(const key3 in data20){
if(!(func1.call(schema31.properties.conservation.properties.byKind.items.properties, key3))){
const err67 = {instancePath:instancePath+"/conservation/byKind/" + i0,schemaPath:"#/properties/conservation/properties/byKind/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3}};
if(vErrors === null){
vErrors = [err67];
}
else {
vErrors.push(err67);
}
errors++;
}
}
if(data20.kind !== undefined){
if(typeof data20.kind !== "string"){
const err68 = {instancePath:instancePath+"/conservation/byKind/" + i0+"/kind",schemaPath:"#/properties/conservation/properties/byKind/items/properties/kind/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err68];
}
else {
vErrors.push(err68);
}
errors++;
}
}
if(data20.read !== undefined){
let data22 = data20.read;
if(!(((typeof data22 == "number") && (!(data22 % 1) && !isNaN(data22))) && (isFinite(data22)))){
const err69 = {instancePath:instancePath+"/conservation/byKind/" + i0+"/read",schemaPath:"shared.json#/$defs/count/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err69];
}
else {
vErrors.push(err69);
}
errors++;
}
if((typeof data22 == "number") && (isFinite(data22))){
if(data22 < 0 || isNaN(data22)){
const err70 = {instancePath:instancePath+"/conservation/byKind/" + i0+"/read",schemaPath:"shared.json#/$defs/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
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
if(data20.created !== undefined){
let data23 = data20.created;
if(!(((typeof data23 == "number") && (!(data23 % 1) && !isNaN(data23))) && (isFinite(data23)))){
const err71 = {instancePath:instancePath+"/conservation/byKind/" + i0+"/created",schemaPath:"shared.json#/$defs/count/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err71];
}
else {
vErrors.push(err71);
}
errors++;
}
if((typeof data23 == "number") && (isFinite(data23))){
if(data23 < 0 || isNaN(data23)){
const err72 = {instancePath:instancePath+"/conservation/byKind/" + i0+"/created",schemaPath:"shared.json#/$defs/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err72];
}
else {
vErrors.push(err72);
}
errors++;
}
}
}
if(data20.adopted !== undefined){
let data24 = data20.adopted;
if(!(((typeof data24 == "number") && (!(data24 % 1) && !isNaN(data24))) && (isFinite(data24)))){
const err73 = {instancePath:instancePath+"/conservation/byKind/" + i0+"/adopted",schemaPath:"shared.json#/$defs/count/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err73];
}
else {
vErrors.push(err73);
}
errors++;
}
if((typeof data24 == "number") && (isFinite(data24))){
if(data24 < 0 || isNaN(data24)){
const err74 = {instancePath:instancePath+"/conservation/byKind/" + i0+"/adopted",schemaPath:"shared.json#/$defs/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err74];
}
else {
vErrors.push(err74);
}
errors++;
}
}
}
if(data20.updated !== undefined){
let data25 = data20.updated;
if(!(((typeof data25 == "number") && (!(data25 % 1) && !isNaN(data25))) && (isFinite(data25)))){
const err75 = {instancePath:instancePath+"/conservation/byKind/" + i0+"/updated",schemaPath:"shared.json#/$defs/count/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err75];
}
else {
vErrors.push(err75);
}
errors++;
}
if((typeof data25 == "number") && (isFinite(data25))){
if(data25 < 0 || isNaN(data25)){
const err76 = {instancePath:instancePath+"/conservation/byKind/" + i0+"/updated",schemaPath:"shared.json#/$defs/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
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
if(data20.skipped !== undefined){
let data26 = data20.skipped;
if(!(((typeof data26 == "number") && (!(data26 % 1) && !isNaN(data26))) && (isFinite(data26)))){
const err77 = {instancePath:instancePath+"/conservation/byKind/" + i0+"/skipped",schemaPath:"shared.json#/$defs/count/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err77];
}
else {
vErrors.push(err77);
}
errors++;
}
if((typeof data26 == "number") && (isFinite(data26))){
if(data26 < 0 || isNaN(data26)){
const err78 = {instancePath:instancePath+"/conservation/byKind/" + i0+"/skipped",schemaPath:"shared.json#/$defs/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err78];
}
else {
vErrors.push(err78);
}
errors++;
}
}
}
if(data20.manual !== undefined){
let data27 = data20.manual;
if(!(((typeof data27 == "number") && (!(data27 % 1) && !isNaN(data27))) && (isFinite(data27)))){
const err79 = {instancePath:instancePath+"/conservation/byKind/" + i0+"/manual",schemaPath:"shared.json#/$defs/count/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err79];
}
else {
vErrors.push(err79);
}
errors++;
}
if((typeof data27 == "number") && (isFinite(data27))){
if(data27 < 0 || isNaN(data27)){
const err80 = {instancePath:instancePath+"/conservation/byKind/" + i0+"/manual",schemaPath:"shared.json#/$defs/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err80];
}
else {
vErrors.push(err80);
}
errors++;
}
}
}
if(data20.failed !== undefined){
let data28 = data20.failed;
if(!(((typeof data28 == "number") && (!(data28 % 1) && !isNaN(data28))) && (isFinite(data28)))){
const err81 = {instancePath:instancePath+"/conservation/byKind/" + i0+"/failed",schemaPath:"shared.json#/$defs/count/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err81];
}
else {
vErrors.push(err81);
}
errors++;
}
if((typeof data28 == "number") && (isFinite(data28))){
if(data28 < 0 || isNaN(data28)){
const err82 = {instancePath:instancePath+"/conservation/byKind/" + i0+"/failed",schemaPath:"shared.json#/$defs/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
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
if(data20.outOfScope !== undefined){
let data29 = data20.outOfScope;
if(!(((typeof data29 == "number") && (!(data29 % 1) && !isNaN(data29))) && (isFinite(data29)))){
const err83 = {instancePath:instancePath+"/conservation/byKind/" + i0+"/outOfScope",schemaPath:"shared.json#/$defs/count/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err83];
}
else {
vErrors.push(err83);
}
errors++;
}
if((typeof data29 == "number") && (isFinite(data29))){
if(data29 < 0 || isNaN(data29)){
const err84 = {instancePath:instancePath+"/conservation/byKind/" + i0+"/outOfScope",schemaPath:"shared.json#/$defs/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err84];
}
else {
vErrors.push(err84);
}
errors++;
}
}
}
}
else {
const err85 = {instancePath:instancePath+"/conservation/byKind/" + i0,schemaPath:"#/properties/conservation/properties/byKind/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err85];
}
else {
vErrors.push(err85);
}
errors++;
}
}
}
else {
const err86 = {instancePath:instancePath+"/conservation/byKind",schemaPath:"#/properties/conservation/properties/byKind/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err86];
}
else {
vErrors.push(err86);
}
errors++;
}
}
}
else {
const err87 = {instancePath:instancePath+"/conservation",schemaPath:"#/properties/conservation/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err87];
}
else {
vErrors.push(err87);
}
errors++;
}
}
if(data.stages !== undefined){
let data30 = data.stages;
if(Array.isArray(data30)){
const len1 = data30.length;
for(let i1=0; i1<len1; i1++){
let data31 = data30[i1];
if(data31 && typeof data31 == "object" && !Array.isArray(data31)){
if(data31.name === undefined){
const err88 = {instancePath:instancePath+"/stages/" + i1,schemaPath:"#/properties/stages/items/required",keyword:"required",params:{missingProperty: "name"}};
if(vErrors === null){
vErrors = [err88];
}
else {
vErrors.push(err88);
}
errors++;
}
if(data31.kind === undefined){
const err89 = {instancePath:instancePath+"/stages/" + i1,schemaPath:"#/properties/stages/items/required",keyword:"required",params:{missingProperty: "kind"}};
if(vErrors === null){
vErrors = [err89];
}
else {
vErrors.push(err89);
}
errors++;
}
if(data31.objects === undefined){
const err90 = {instancePath:instancePath+"/stages/" + i1,schemaPath:"#/properties/stages/items/required",keyword:"required",params:{missingProperty: "objects"}};
if(vErrors === null){
vErrors = [err90];
}
else {
vErrors.push(err90);
}
errors++;
}
if(data31.durationMs === undefined){
const err91 = {instancePath:instancePath+"/stages/" + i1,schemaPath:"#/properties/stages/items/required",keyword:"required",params:{missingProperty: "durationMs"}};
if(vErrors === null){
vErrors = [err91];
}
else {
vErrors.push(err91);
}
errors++;
}
if(data31.state === undefined){
const err92 = {instancePath:instancePath+"/stages/" + i1,schemaPath:"#/properties/stages/items/required",keyword:"required",params:{missingProperty: "state"}};
if(vErrors === null){
vErrors = [err92];
}
else {
vErrors.push(err92);
}
errors++;
}
for(const key4 in data31){
if(!(((((key4 === "name") || (key4 === "kind")) || (key4 === "objects")) || (key4 === "durationMs")) || (key4 === "state"))){
const err93 = {instancePath:instancePath+"/stages/" + i1,schemaPath:"#/properties/stages/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key4}};
if(vErrors === null){
vErrors = [err93];
}
else {
vErrors.push(err93);
}
errors++;
}
}
if(data31.name !== undefined){
if(typeof data31.name !== "string"){
const err94 = {instancePath:instancePath+"/stages/" + i1+"/name",schemaPath:"#/properties/stages/items/properties/name/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err94];
}
else {
vErrors.push(err94);
}
errors++;
}
}
if(data31.kind !== undefined){
if(typeof data31.kind !== "string"){
const err95 = {instancePath:instancePath+"/stages/" + i1+"/kind",schemaPath:"#/properties/stages/items/properties/kind/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err95];
}
else {
vErrors.push(err95);
}
errors++;
}
}
if(data31.objects !== undefined){
let data34 = data31.objects;
if(!(((typeof data34 == "number") && (!(data34 % 1) && !isNaN(data34))) && (isFinite(data34)))){
const err96 = {instancePath:instancePath+"/stages/" + i1+"/objects",schemaPath:"shared.json#/$defs/count/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err96];
}
else {
vErrors.push(err96);
}
errors++;
}
if((typeof data34 == "number") && (isFinite(data34))){
if(data34 < 0 || isNaN(data34)){
const err97 = {instancePath:instancePath+"/stages/" + i1+"/objects",schemaPath:"shared.json#/$defs/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err97];
}
else {
vErrors.push(err97);
}
errors++;
}
}
}
if(data31.durationMs !== undefined){
let data35 = data31.durationMs;
if((typeof data35 == "number") && (isFinite(data35))){
if(data35 < 0 || isNaN(data35)){
const err98 = {instancePath:instancePath+"/stages/" + i1+"/durationMs",schemaPath:"shared.json#/$defs/milliseconds/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err98];
}
else {
vErrors.push(err98);
}
errors++;
}
}
else {
const err99 = {instancePath:instancePath+"/stages/" + i1+"/durationMs",schemaPath:"shared.json#/$defs/milliseconds/type",keyword:"type",params:{type: "number"}};
if(vErrors === null){
vErrors = [err99];
}
else {
vErrors.push(err99);
}
errors++;
}
}
if(data31.state !== undefined){
let data36 = data31.state;
if(typeof data36 !== "string"){
const err100 = {instancePath:instancePath+"/stages/" + i1+"/state",schemaPath:"#/properties/stages/items/properties/state/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err100];
}
else {
vErrors.push(err100);
}
errors++;
}
if(!(((((data36 === "done") || (data36 === "partial")) || (data36 === "failed")) || (data36 === "skipped")) || (data36 === "pending"))){
const err101 = {instancePath:instancePath+"/stages/" + i1+"/state",schemaPath:"#/properties/stages/items/properties/state/enum",keyword:"enum",params:{allowedValues: schema31.properties.stages.items.properties.state.enum}};
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
const err102 = {instancePath:instancePath+"/stages/" + i1,schemaPath:"#/properties/stages/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err102];
}
else {
vErrors.push(err102);
}
errors++;
}
}
}
else {
const err103 = {instancePath:instancePath+"/stages",schemaPath:"#/properties/stages/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err103];
}
else {
vErrors.push(err103);
}
errors++;
}
}
if(data.readBack !== undefined){
let data37 = data.readBack;
if(data37 && typeof data37 == "object" && !Array.isArray(data37)){
if(data37.compared === undefined){
const err104 = {instancePath:instancePath+"/readBack",schemaPath:"#/properties/readBack/required",keyword:"required",params:{missingProperty: "compared"}};
if(vErrors === null){
vErrors = [err104];
}
else {
vErrors.push(err104);
}
errors++;
}
if(data37.different === undefined){
const err105 = {instancePath:instancePath+"/readBack",schemaPath:"#/properties/readBack/required",keyword:"required",params:{missingProperty: "different"}};
if(vErrors === null){
vErrors = [err105];
}
else {
vErrors.push(err105);
}
errors++;
}
for(const key5 in data37){
if(!((key5 === "compared") || (key5 === "different"))){
const err106 = {instancePath:instancePath+"/readBack",schemaPath:"#/properties/readBack/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key5}};
if(vErrors === null){
vErrors = [err106];
}
else {
vErrors.push(err106);
}
errors++;
}
}
if(data37.compared !== undefined){
let data38 = data37.compared;
if(!(((typeof data38 == "number") && (!(data38 % 1) && !isNaN(data38))) && (isFinite(data38)))){
const err107 = {instancePath:instancePath+"/readBack/compared",schemaPath:"shared.json#/$defs/count/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err107];
}
else {
vErrors.push(err107);
}
errors++;
}
if((typeof data38 == "number") && (isFinite(data38))){
if(data38 < 0 || isNaN(data38)){
const err108 = {instancePath:instancePath+"/readBack/compared",schemaPath:"shared.json#/$defs/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err108];
}
else {
vErrors.push(err108);
}
errors++;
}
}
}
if(data37.different !== undefined){
let data39 = data37.different;
if(!(((typeof data39 == "number") && (!(data39 % 1) && !isNaN(data39))) && (isFinite(data39)))){
const err109 = {instancePath:instancePath+"/readBack/different",schemaPath:"shared.json#/$defs/count/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err109];
}
else {
vErrors.push(err109);
}
errors++;
}
if((typeof data39 == "number") && (isFinite(data39))){
if(data39 < 0 || isNaN(data39)){
const err110 = {instancePath:instancePath+"/readBack/different",schemaPath:"shared.json#/$defs/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err110];
}
else {
vErrors.push(err110);
}
errors++;
}
}
}
}
else {
const err111 = {instancePath:instancePath+"/readBack",schemaPath:"#/properties/readBack/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err111];
}
else {
vErrors.push(err111);
}
errors++;
}
}
if(data.problems !== undefined){
let data40 = data.problems;
if(Array.isArray(data40)){
const len2 = data40.length;
for(let i2=0; i2<len2; i2++){
let data41 = data40[i2];
if(data41 && typeof data41 == "object" && !Array.isArray(data41)){
if(data41.kind === undefined){
const err112 = {instancePath:instancePath+"/problems/" + i2,schemaPath:"#/properties/problems/items/required",keyword:"required",params:{missingProperty: "kind"}};
if(vErrors === null){
vErrors = [err112];
}
else {
vErrors.push(err112);
}
errors++;
}
if(data41.id === undefined){
const err113 = {instancePath:instancePath+"/problems/" + i2,schemaPath:"#/properties/problems/items/required",keyword:"required",params:{missingProperty: "id"}};
if(vErrors === null){
vErrors = [err113];
}
else {
vErrors.push(err113);
}
errors++;
}
if(data41.bucket === undefined){
const err114 = {instancePath:instancePath+"/problems/" + i2,schemaPath:"#/properties/problems/items/required",keyword:"required",params:{missingProperty: "bucket"}};
if(vErrors === null){
vErrors = [err114];
}
else {
vErrors.push(err114);
}
errors++;
}
if(data41.reason === undefined){
const err115 = {instancePath:instancePath+"/problems/" + i2,schemaPath:"#/properties/problems/items/required",keyword:"required",params:{missingProperty: "reason"}};
if(vErrors === null){
vErrors = [err115];
}
else {
vErrors.push(err115);
}
errors++;
}
for(const key6 in data41){
if(!((((key6 === "kind") || (key6 === "id")) || (key6 === "bucket")) || (key6 === "reason"))){
const err116 = {instancePath:instancePath+"/problems/" + i2,schemaPath:"#/properties/problems/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key6}};
if(vErrors === null){
vErrors = [err116];
}
else {
vErrors.push(err116);
}
errors++;
}
}
if(data41.kind !== undefined){
if(typeof data41.kind !== "string"){
const err117 = {instancePath:instancePath+"/problems/" + i2+"/kind",schemaPath:"#/properties/problems/items/properties/kind/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err117];
}
else {
vErrors.push(err117);
}
errors++;
}
}
if(data41.id !== undefined){
if(typeof data41.id !== "string"){
const err118 = {instancePath:instancePath+"/problems/" + i2+"/id",schemaPath:"#/properties/problems/items/properties/id/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err118];
}
else {
vErrors.push(err118);
}
errors++;
}
}
if(data41.bucket !== undefined){
let data44 = data41.bucket;
if(typeof data44 !== "string"){
const err119 = {instancePath:instancePath+"/problems/" + i2+"/bucket",schemaPath:"#/properties/problems/items/properties/bucket/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err119];
}
else {
vErrors.push(err119);
}
errors++;
}
if(!((((data44 === "skipped") || (data44 === "manual")) || (data44 === "failed")) || (data44 === "readBack"))){
const err120 = {instancePath:instancePath+"/problems/" + i2+"/bucket",schemaPath:"#/properties/problems/items/properties/bucket/enum",keyword:"enum",params:{allowedValues: schema31.properties.problems.items.properties.bucket.enum}};
if(vErrors === null){
vErrors = [err120];
}
else {
vErrors.push(err120);
}
errors++;
}
}
if(data41.reason !== undefined){
if(typeof data41.reason !== "string"){
const err121 = {instancePath:instancePath+"/problems/" + i2+"/reason",schemaPath:"#/properties/problems/items/properties/reason/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err121];
}
else {
vErrors.push(err121);
}
errors++;
}
}
}
else {
const err122 = {instancePath:instancePath+"/problems/" + i2,schemaPath:"#/properties/problems/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err122];
}
else {
vErrors.push(err122);
}
errors++;
}
}
}
else {
const err123 = {instancePath:instancePath+"/problems",schemaPath:"#/properties/problems/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err123];
}
else {
vErrors.push(err123);
}
errors++;
}
}
if(data.objectives !== undefined){
let data46 = data.objectives;
if(data46 && typeof data46 == "object" && !Array.isArray(data46)){
if(data46.rtoMs === undefined){
const err124 = {instancePath:instancePath+"/objectives",schemaPath:"#/properties/objectives/required",keyword:"required",params:{missingProperty: "rtoMs"}};
if(vErrors === null){
vErrors = [err124];
}
else {
vErrors.push(err124);
}
errors++;
}
if(data46.achievedRtoMs === undefined){
const err125 = {instancePath:instancePath+"/objectives",schemaPath:"#/properties/objectives/required",keyword:"required",params:{missingProperty: "achievedRtoMs"}};
if(vErrors === null){
vErrors = [err125];
}
else {
vErrors.push(err125);
}
errors++;
}
if(data46.rpoMs === undefined){
const err126 = {instancePath:instancePath+"/objectives",schemaPath:"#/properties/objectives/required",keyword:"required",params:{missingProperty: "rpoMs"}};
if(vErrors === null){
vErrors = [err126];
}
else {
vErrors.push(err126);
}
errors++;
}
if(data46.achievedRpoMs === undefined){
const err127 = {instancePath:instancePath+"/objectives",schemaPath:"#/properties/objectives/required",keyword:"required",params:{missingProperty: "achievedRpoMs"}};
if(vErrors === null){
vErrors = [err127];
}
else {
vErrors.push(err127);
}
errors++;
}
for(const key7 in data46){
if(!((((key7 === "rtoMs") || (key7 === "achievedRtoMs")) || (key7 === "rpoMs")) || (key7 === "achievedRpoMs"))){
const err128 = {instancePath:instancePath+"/objectives",schemaPath:"#/properties/objectives/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key7}};
if(vErrors === null){
vErrors = [err128];
}
else {
vErrors.push(err128);
}
errors++;
}
}
if(data46.rtoMs !== undefined){
let data47 = data46.rtoMs;
if((!((typeof data47 == "number") && (isFinite(data47)))) && (data47 !== null)){
const err129 = {instancePath:instancePath+"/objectives/rtoMs",schemaPath:"#/properties/objectives/properties/rtoMs/type",keyword:"type",params:{type: schema31.properties.objectives.properties.rtoMs.type}};
if(vErrors === null){
vErrors = [err129];
}
else {
vErrors.push(err129);
}
errors++;
}
if((typeof data47 == "number") && (isFinite(data47))){
if(data47 < 0 || isNaN(data47)){
const err130 = {instancePath:instancePath+"/objectives/rtoMs",schemaPath:"#/properties/objectives/properties/rtoMs/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err130];
}
else {
vErrors.push(err130);
}
errors++;
}
}
}
if(data46.achievedRtoMs !== undefined){
let data48 = data46.achievedRtoMs;
if((typeof data48 == "number") && (isFinite(data48))){
if(data48 < 0 || isNaN(data48)){
const err131 = {instancePath:instancePath+"/objectives/achievedRtoMs",schemaPath:"shared.json#/$defs/milliseconds/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err131];
}
else {
vErrors.push(err131);
}
errors++;
}
}
else {
const err132 = {instancePath:instancePath+"/objectives/achievedRtoMs",schemaPath:"shared.json#/$defs/milliseconds/type",keyword:"type",params:{type: "number"}};
if(vErrors === null){
vErrors = [err132];
}
else {
vErrors.push(err132);
}
errors++;
}
}
if(data46.rpoMs !== undefined){
let data49 = data46.rpoMs;
if((!((typeof data49 == "number") && (isFinite(data49)))) && (data49 !== null)){
const err133 = {instancePath:instancePath+"/objectives/rpoMs",schemaPath:"#/properties/objectives/properties/rpoMs/type",keyword:"type",params:{type: schema31.properties.objectives.properties.rpoMs.type}};
if(vErrors === null){
vErrors = [err133];
}
else {
vErrors.push(err133);
}
errors++;
}
if((typeof data49 == "number") && (isFinite(data49))){
if(data49 < 0 || isNaN(data49)){
const err134 = {instancePath:instancePath+"/objectives/rpoMs",schemaPath:"#/properties/objectives/properties/rpoMs/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err134];
}
else {
vErrors.push(err134);
}
errors++;
}
}
}
if(data46.achievedRpoMs !== undefined){
let data50 = data46.achievedRpoMs;
if((typeof data50 == "number") && (isFinite(data50))){
if(data50 < 0 || isNaN(data50)){
const err135 = {instancePath:instancePath+"/objectives/achievedRpoMs",schemaPath:"shared.json#/$defs/milliseconds/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err135];
}
else {
vErrors.push(err135);
}
errors++;
}
}
else {
const err136 = {instancePath:instancePath+"/objectives/achievedRpoMs",schemaPath:"shared.json#/$defs/milliseconds/type",keyword:"type",params:{type: "number"}};
if(vErrors === null){
vErrors = [err136];
}
else {
vErrors.push(err136);
}
errors++;
}
}
}
else {
const err137 = {instancePath:instancePath+"/objectives",schemaPath:"#/properties/objectives/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err137];
}
else {
vErrors.push(err137);
}
errors++;
}
}
}
else {
const err138 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err138];
}
else {
vErrors.push(err138);
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
export const schema: CompiledSchema<DrillResult> = { validate: compiled, expectations };

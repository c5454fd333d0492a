// Generated from schemas/cli/restore.json by `npm run generate`. Do not edit.
// @ts-nocheck
import type { CompiledSchema } from '../../../src/schema/compiled-schema.js';
import type { RestoreCommandResult } from '../../../src/schema/generated/cli-types.js';
const compiled = validate20;

const schema32 = {"$schema":"https://json-schema.org/draft/2020-12/schema","title":"RunsShowResult","description":"Result of restack runs show: one restore run as it stands.","type":"object","required":["runId","state","terminal","backupId","target","startedAt","updatedAt","attempts","holder","abandonedAt","inDoubt","conservation","stages","readBack","problems"],"additionalProperties":false,"properties":{"runId":{"type":"string"},"state":{"type":"string","enum":["planned","running","completed","partial","blocked","interrupted","failed"]},"terminal":{"description":"true once the run cannot go on","type":"boolean"},"backupId":{"$ref":"shared.json#/$defs/backupId"},"target":{"description":"admin endpoint of the cloud","type":"string"},"startedAt":{"$ref":"shared.json#/$defs/time"},"updatedAt":{"$ref":"shared.json#/$defs/time"},"attempts":{"description":"how many processes took the run up","type":"integer","minimum":0},"holder":{"description":"the process that is at it, or was last; null before the first","anyOf":[{"type":"object","required":["pid","host"],"additionalProperties":false,"properties":{"pid":{"type":"integer"},"host":{"type":"string"}}},{"type":"null"}]},"abandonedAt":{"description":"null unless a person gave the run up","anyOf":[{"$ref":"shared.json#/$defs/time"},{"type":"null"}]},"inDoubt":{"description":"calls of which the journal knows the beginning and not the end; a resume settles them by reading","type":"integer","minimum":0},"conservation":{"description":"every record read ends in exactly one of the other buckets; pending is what has not ended yet","type":"object","required":["read","created","adopted","updated","skipped","manual","failed","outOfScope","pending","byKind"],"additionalProperties":false,"properties":{"read":{"$ref":"shared.json#/$defs/count"},"created":{"$ref":"shared.json#/$defs/count"},"adopted":{"$ref":"shared.json#/$defs/count"},"updated":{"$ref":"shared.json#/$defs/count"},"skipped":{"$ref":"shared.json#/$defs/count"},"manual":{"$ref":"shared.json#/$defs/count"},"failed":{"$ref":"shared.json#/$defs/count"},"outOfScope":{"$ref":"shared.json#/$defs/count"},"pending":{"$ref":"shared.json#/$defs/count"},"byKind":{"type":"array","items":{"type":"object","required":["kind","read","created","adopted","updated","skipped","manual","failed","outOfScope","pending"],"additionalProperties":false,"properties":{"kind":{"type":"string"},"read":{"$ref":"shared.json#/$defs/count"},"created":{"$ref":"shared.json#/$defs/count"},"adopted":{"$ref":"shared.json#/$defs/count"},"updated":{"$ref":"shared.json#/$defs/count"},"skipped":{"$ref":"shared.json#/$defs/count"},"manual":{"$ref":"shared.json#/$defs/count"},"failed":{"$ref":"shared.json#/$defs/count"},"outOfScope":{"$ref":"shared.json#/$defs/count"},"pending":{"$ref":"shared.json#/$defs/count"}}}}}},"stages":{"description":"in the order they run","type":"array","items":{"type":"object","required":["name","kind","objects","done","durationMs","state"],"additionalProperties":false,"properties":{"name":{"type":"string"},"kind":{"type":"string"},"objects":{"$ref":"shared.json#/$defs/count"},"done":{"description":"objects whose write of this stage is done","type":"integer","minimum":0},"durationMs":{"description":"of the newest attempt; null where it did not come to the end of the stage","type":["number","null"],"minimum":0},"state":{"type":"string","enum":["done","partial","failed","skipped","pending"]}}}},"readBack":{"description":"null until an attempt came to its end","anyOf":[{"type":"object","required":["compared","different"],"additionalProperties":false,"properties":{"compared":{"$ref":"shared.json#/$defs/count"},"different":{"$ref":"shared.json#/$defs/count"}}},{"type":"null"}]},"problems":{"description":"records that did not simply land","type":"array","items":{"type":"object","required":["kind","id","bucket","reason"],"additionalProperties":false,"properties":{"kind":{"type":"string"},"id":{"type":"string"},"bucket":{"type":"string","enum":["skipped","manual","failed","readBack"]},"reason":{"type":"string"}}}}}};
const func1 = Object.prototype.hasOwnProperty;
const pattern4 = new RegExp("^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$", "u");
const pattern5 = new RegExp("^\\d{4,}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:\\.\\d+)?Z$", "u");

function validate21(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate21.evaluated;
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
if(data.state === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "state"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.terminal === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "terminal"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.backupId === undefined){
const err3 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "backupId"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if(data.target === undefined){
const err4 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "target"}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if(data.startedAt === undefined){
const err5 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "startedAt"}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if(data.updatedAt === undefined){
const err6 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "updatedAt"}};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if(data.attempts === undefined){
const err7 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "attempts"}};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if(data.holder === undefined){
const err8 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "holder"}};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
if(data.abandonedAt === undefined){
const err9 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "abandonedAt"}};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
if(data.inDoubt === undefined){
const err10 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "inDoubt"}};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
if(data.conservation === undefined){
const err11 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "conservation"}};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
if(data.stages === undefined){
const err12 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "stages"}};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
if(data.readBack === undefined){
const err13 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "readBack"}};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
if(data.problems === undefined){
const err14 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "problems"}};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
for(const key0 in data){
if(!(func1.call(schema32.properties, key0))){
const err15 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
if(data.runId !== undefined){
if(typeof data.runId !== "string"){
const err16 = {instancePath:instancePath+"/runId",schemaPath:"#/properties/runId/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
if(data.state !== undefined){
let data1 = data.state;
if(typeof data1 !== "string"){
const err17 = {instancePath:instancePath+"/state",schemaPath:"#/properties/state/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
if(!(((((((data1 === "planned") || (data1 === "running")) || (data1 === "completed")) || (data1 === "partial")) || (data1 === "blocked")) || (data1 === "interrupted")) || (data1 === "failed"))){
const err18 = {instancePath:instancePath+"/state",schemaPath:"#/properties/state/enum",keyword:"enum",params:{allowedValues: schema32.properties.state.enum}};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
if(data.terminal !== undefined){
if(typeof data.terminal !== "boolean"){
const err19 = {instancePath:instancePath+"/terminal",schemaPath:"#/properties/terminal/type",keyword:"type",params:{type: "boolean"}};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
if(data.backupId !== undefined){
let data3 = data.backupId;
if(typeof data3 === "string"){
if(!pattern4.test(data3)){
const err20 = {instancePath:instancePath+"/backupId",schemaPath:"shared.json#/$defs/backupId/pattern",keyword:"pattern",params:{pattern: "^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$"}};
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
const err21 = {instancePath:instancePath+"/backupId",schemaPath:"shared.json#/$defs/backupId/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
if(data.target !== undefined){
if(typeof data.target !== "string"){
const err22 = {instancePath:instancePath+"/target",schemaPath:"#/properties/target/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
if(data.startedAt !== undefined){
let data5 = data.startedAt;
if(typeof data5 === "string"){
if(!pattern5.test(data5)){
const err23 = {instancePath:instancePath+"/startedAt",schemaPath:"shared.json#/$defs/time/pattern",keyword:"pattern",params:{pattern: "^\\d{4,}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:\\.\\d+)?Z$"}};
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
const err24 = {instancePath:instancePath+"/startedAt",schemaPath:"shared.json#/$defs/time/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
if(data.updatedAt !== undefined){
let data6 = data.updatedAt;
if(typeof data6 === "string"){
if(!pattern5.test(data6)){
const err25 = {instancePath:instancePath+"/updatedAt",schemaPath:"shared.json#/$defs/time/pattern",keyword:"pattern",params:{pattern: "^\\d{4,}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:\\.\\d+)?Z$"}};
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
const err26 = {instancePath:instancePath+"/updatedAt",schemaPath:"shared.json#/$defs/time/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
if(data.attempts !== undefined){
let data7 = data.attempts;
if(!(((typeof data7 == "number") && (!(data7 % 1) && !isNaN(data7))) && (isFinite(data7)))){
const err27 = {instancePath:instancePath+"/attempts",schemaPath:"#/properties/attempts/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
if((typeof data7 == "number") && (isFinite(data7))){
if(data7 < 0 || isNaN(data7)){
const err28 = {instancePath:instancePath+"/attempts",schemaPath:"#/properties/attempts/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
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
if(data.holder !== undefined){
let data8 = data.holder;
const _errs22 = errors;
let valid4 = false;
const _errs23 = errors;
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
if(data8.pid === undefined){
const err29 = {instancePath:instancePath+"/holder",schemaPath:"#/properties/holder/anyOf/0/required",keyword:"required",params:{missingProperty: "pid"}};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
if(data8.host === undefined){
const err30 = {instancePath:instancePath+"/holder",schemaPath:"#/properties/holder/anyOf/0/required",keyword:"required",params:{missingProperty: "host"}};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
for(const key1 in data8){
if(!((key1 === "pid") || (key1 === "host"))){
const err31 = {instancePath:instancePath+"/holder",schemaPath:"#/properties/holder/anyOf/0/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1}};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
if(data8.pid !== undefined){
let data9 = data8.pid;
if(!(((typeof data9 == "number") && (!(data9 % 1) && !isNaN(data9))) && (isFinite(data9)))){
const err32 = {instancePath:instancePath+"/holder/pid",schemaPath:"#/properties/holder/anyOf/0/properties/pid/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
if(data8.host !== undefined){
if(typeof data8.host !== "string"){
const err33 = {instancePath:instancePath+"/holder/host",schemaPath:"#/properties/holder/anyOf/0/properties/host/type",keyword:"type",params:{type: "string"}};
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
const err34 = {instancePath:instancePath+"/holder",schemaPath:"#/properties/holder/anyOf/0/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
var _valid0 = _errs23 === errors;
valid4 = valid4 || _valid0;
const _errs30 = errors;
if(data8 !== null){
const err35 = {instancePath:instancePath+"/holder",schemaPath:"#/properties/holder/anyOf/1/type",keyword:"type",params:{type: "null"}};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
var _valid0 = _errs30 === errors;
valid4 = valid4 || _valid0;
if(!valid4){
const err36 = {instancePath:instancePath+"/holder",schemaPath:"#/properties/holder/anyOf",keyword:"anyOf",params:{}};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
else {
errors = _errs22;
if(vErrors !== null){
if(_errs22){
vErrors.length = _errs22;
}
else {
vErrors = null;
}
}
}
}
if(data.abandonedAt !== undefined){
let data11 = data.abandonedAt;
const _errs33 = errors;
let valid6 = false;
const _errs34 = errors;
if(typeof data11 === "string"){
if(!pattern5.test(data11)){
const err37 = {instancePath:instancePath+"/abandonedAt",schemaPath:"shared.json#/$defs/time/pattern",keyword:"pattern",params:{pattern: "^\\d{4,}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:\\.\\d+)?Z$"}};
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
const err38 = {instancePath:instancePath+"/abandonedAt",schemaPath:"shared.json#/$defs/time/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
var _valid1 = _errs34 === errors;
valid6 = valid6 || _valid1;
const _errs37 = errors;
if(data11 !== null){
const err39 = {instancePath:instancePath+"/abandonedAt",schemaPath:"#/properties/abandonedAt/anyOf/1/type",keyword:"type",params:{type: "null"}};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
var _valid1 = _errs37 === errors;
valid6 = valid6 || _valid1;
if(!valid6){
const err40 = {instancePath:instancePath+"/abandonedAt",schemaPath:"#/properties/abandonedAt/anyOf",keyword:"anyOf",params:{}};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
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
if(data.inDoubt !== undefined){
let data12 = data.inDoubt;
if(!(((typeof data12 == "number") && (!(data12 % 1) && !isNaN(data12))) && (isFinite(data12)))){
const err41 = {instancePath:instancePath+"/inDoubt",schemaPath:"#/properties/inDoubt/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
if((typeof data12 == "number") && (isFinite(data12))){
if(data12 < 0 || isNaN(data12)){
const err42 = {instancePath:instancePath+"/inDoubt",schemaPath:"#/properties/inDoubt/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
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
if(data.conservation !== undefined){
let data13 = data.conservation;
if(data13 && typeof data13 == "object" && !Array.isArray(data13)){
if(data13.read === undefined){
const err43 = {instancePath:instancePath+"/conservation",schemaPath:"#/properties/conservation/required",keyword:"required",params:{missingProperty: "read"}};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
if(data13.created === undefined){
const err44 = {instancePath:instancePath+"/conservation",schemaPath:"#/properties/conservation/required",keyword:"required",params:{missingProperty: "created"}};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
if(data13.adopted === undefined){
const err45 = {instancePath:instancePath+"/conservation",schemaPath:"#/properties/conservation/required",keyword:"required",params:{missingProperty: "adopted"}};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
if(data13.updated === undefined){
const err46 = {instancePath:instancePath+"/conservation",schemaPath:"#/properties/conservation/required",keyword:"required",params:{missingProperty: "updated"}};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
if(data13.skipped === undefined){
const err47 = {instancePath:instancePath+"/conservation",schemaPath:"#/properties/conservation/required",keyword:"required",params:{missingProperty: "skipped"}};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
if(data13.manual === undefined){
const err48 = {instancePath:instancePath+"/conservation",schemaPath:"#/properties/conservation/required",keyword:"required",params:{missingProperty: "manual"}};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
if(data13.failed === undefined){
const err49 = {instancePath:instancePath+"/conservation",schemaPath:"#/properties/conservation/required",keyword:"required",params:{missingProperty: "failed"}};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
if(data13.outOfScope === undefined){
const err50 = {instancePath:instancePath+"/conservation",schemaPath:"#/properties/conservation/required",keyword:"required",params:{missingProperty: "outOfScope"}};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
if(data13.pending === undefined){
const err51 = {instancePath:instancePath+"/conservation",schemaPath:"#/properties/conservation/required",keyword:"required",params:{missingProperty: "pending"}};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
if(data13.byKind === undefined){
const err52 = {instancePath:instancePath+"/conservation",schemaPath:"#/properties/conservation/required",keyword:"required",params:{missingProperty: "byKind"}};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
for(const key2 in data13){
if(!(func1.call(schema32.properties.conservation.properties, key2))){
const err53 = {instancePath:instancePath+"/conservation",schemaPath:"#/properties/conservation/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2}};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
}
if(data13.read !== undefined){
let data14 = data13.read;
if(!(((typeof data14 == "number") && (!(data14 % 1) && !isNaN(data14))) && (isFinite(data14)))){
const err54 = {instancePath:instancePath+"/conservation/read",schemaPath:"shared.json#/$defs/count/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
if((typeof data14 == "number") && (isFinite(data14))){
if(data14 < 0 || isNaN(data14)){
const err55 = {instancePath:instancePath+"/conservation/read",schemaPath:"shared.json#/$defs/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
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
if(data13.created !== undefined){
let data15 = data13.created;
if(!(((typeof data15 == "number") && (!(data15 % 1) && !isNaN(data15))) && (isFinite(data15)))){
const err56 = {instancePath:instancePath+"/conservation/created",schemaPath:"shared.json#/$defs/count/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
if((typeof data15 == "number") && (isFinite(data15))){
if(data15 < 0 || isNaN(data15)){
const err57 = {instancePath:instancePath+"/conservation/created",schemaPath:"shared.json#/$defs/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
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
if(data13.adopted !== undefined){
let data16 = data13.adopted;
if(!(((typeof data16 == "number") && (!(data16 % 1) && !isNaN(data16))) && (isFinite(data16)))){
const err58 = {instancePath:instancePath+"/conservation/adopted",schemaPath:"shared.json#/$defs/count/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
if((typeof data16 == "number") && (isFinite(data16))){
if(data16 < 0 || isNaN(data16)){
const err59 = {instancePath:instancePath+"/conservation/adopted",schemaPath:"shared.json#/$defs/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
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
if(data13.updated !== undefined){
let data17 = data13.updated;
if(!(((typeof data17 == "number") && (!(data17 % 1) && !isNaN(data17))) && (isFinite(data17)))){
const err60 = {instancePath:instancePath+"/conservation/updated",schemaPath:"shared.json#/$defs/count/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err60];
}
else {
vErrors.push(err60);
}
errors++;
}
if((typeof data17 == "number") && (isFinite(data17))){
if(data17 < 0 || isNaN(data17)){
const err61 = {instancePath:instancePath+"/conservation/updated",schemaPath:"shared.json#/$defs/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
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
if(data13.skipped !== undefined){
let data18 = data13.skipped;
if(!(((typeof data18 == "number") && (!(data18 % 1) && !isNaN(data18))) && (isFinite(data18)))){
const err62 = {instancePath:instancePath+"/conservation/skipped",schemaPath:"shared.json#/$defs/count/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err62];
}
else {
vErrors.push(err62);
}
errors++;
}
if((typeof data18 == "number") && (isFinite(data18))){
if(data18 < 0 || isNaN(data18)){
const err63 = {instancePath:instancePath+"/conservation/skipped",schemaPath:"shared.json#/$defs/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
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
if(data13.manual !== undefined){
let data19 = data13.manual;
if(!(((typeof data19 == "number") && (!(data19 % 1) && !isNaN(data19))) && (isFinite(data19)))){
const err64 = {instancePath:instancePath+"/conservation/manual",schemaPath:"shared.json#/$defs/count/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err64];
}
else {
vErrors.push(err64);
}
errors++;
}
if((typeof data19 == "number") && (isFinite(data19))){
if(data19 < 0 || isNaN(data19)){
const err65 = {instancePath:instancePath+"/conservation/manual",schemaPath:"shared.json#/$defs/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
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
if(data13.failed !== undefined){
let data20 = data13.failed;
if(!(((typeof data20 == "number") && (!(data20 % 1) && !isNaN(data20))) && (isFinite(data20)))){
const err66 = {instancePath:instancePath+"/conservation/failed",schemaPath:"shared.json#/$defs/count/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err66];
}
else {
vErrors.push(err66);
}
errors++;
}
if((typeof data20 == "number") && (isFinite(data20))){
if(data20 < 0 || isNaN(data20)){
const err67 = {instancePath:instancePath+"/conservation/failed",schemaPath:"shared.json#/$defs/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
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
if(data13.outOfScope !== undefined){
let data21 = data13.outOfScope;
if(!(((typeof data21 == "number") && (!(data21 % 1) && !isNaN(data21))) && (isFinite(data21)))){
const err68 = {instancePath:instancePath+"/conservation/outOfScope",schemaPath:"shared.json#/$defs/count/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err68];
}
else {
vErrors.push(err68);
}
errors++;
}
if((typeof data21 == "number") && (isFinite(data21))){
if(data21 < 0 || isNaN(data21)){
const err69 = {instancePath:instancePath+"/conservation/outOfScope",schemaPath:"shared.json#/$defs/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
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
if(data13.pending !== undefined){
let data22 = data13.pending;
if(!(((typeof data22 == "number") && (!(data22 % 1) && !isNaN(data22))) && (isFinite(data22)))){
const err70 = {instancePath:instancePath+"/conservation/pending",schemaPath:"shared.json#/$defs/count/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err70];
}
else {
vErrors.push(err70);
}
errors++;
}
if((typeof data22 == "number") && (isFinite(data22))){
if(data22 < 0 || isNaN(data22)){
const err71 = {instancePath:instancePath+"/conservation/pending",schemaPath:"shared.json#/$defs/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err71];
}
else {
vErrors.push(err71);
}
errors++;
}
}
}
if(data13.byKind !== undefined){
let data23 = data13.byKind;
if(Array.isArray(data23)){
const len0 = data23.length;
for(let i0=0; i0<len0; i0++){
let data24 = data23[i0];
if(data24 && typeof data24 == "object" && !Array.isArray(data24)){
if(data24.kind === undefined){
const err72 = {instancePath:instancePath+"/conservation/byKind/" + i0,schemaPath:"#/properties/conservation/properties/byKind/items/required",keyword:"required",params:{missingProperty: "kind"}};
if(vErrors === null){
vErrors = [err72];
}
else {
vErrors.push(err72);
}
errors++;
}
if(data24.read === undefined){
const err73 = {instancePath:instancePath+"/conservation/byKind/" + i0,schemaPath:"#/properties/conservation/properties/byKind/items/required",keyword:"required",params:{missingProperty: "read"}};
if(vErrors === null){
vErrors = [err73];
}
else {
vErrors.push(err73);
}
errors++;
}
if(data24.created === undefined){
const err74 = {instancePath:instancePath+"/conservation/byKind/" + i0,schemaPath:"#/properties/conservation/properties/byKind/items/required",keyword:"required",params:{missingProperty: "created"}};
if(vErrors === null){
vErrors = [err74];
}
else {
vErrors.push(err74);
}
errors++;
}
if(data24.adopted === undefined){
const err75 = {instancePath:instancePath+"/conservation/byKind/" + i0,schemaPath:"#/properties/conservation/properties/byKind/items/required",keyword:"required",params:{missingProperty: "adopted"}};
if(vErrors === null){
vErrors = [err75];
}
else {
vErrors.push(err75);
}
errors++;
}
if(data24.updated === undefined){
const err76 = {instancePath:instancePath+"/conservation/byKind/" + i0,schemaPath:"#/properties/conservation/properties/byKind/items/required",keyword:"required",params:{missingProperty: "updated"}};
if(vErrors === null){
vErrors = [err76];
}
else {
vErrors.push(err76);
}
errors++;
}
if(data24.skipped === undefined){
const err77 = {instancePath:instancePath+"/conservation/byKind/" + i0,schemaPath:"#/properties/conservation/properties/byKind/items/required",keyword:"required",params:{missingProperty: "skipped"}};
if(vErrors === null){
vErrors = [err77];
}
else {
vErrors.push(err77);
}
errors++;
}
if(data24.manual === undefined){
const err78 = {instancePath:instancePath+"/conservation/byKind/" + i0,schemaPath:"#/properties/conservation/properties/byKind/items/required",keyword:"required",params:{missingProperty: "manual"}};
if(vErrors === null){
vErrors = [err78];
}
else {
vErrors.push(err78);
}
errors++;
}
if(data24.failed === undefined){
const err79 = {instancePath:instancePath+"/conservation/byKind/" + i0,schemaPath:"#/properties/conservation/properties/byKind/items/required",keyword:"required",params:{missingProperty: "failed"}};
if(vErrors === null){
vErrors = [err79];
}
else {
vErrors.push(err79);
}
errors++;
}
if(data24.outOfScope === undefined){
const err80 = {instancePath:instancePath+"/conservation/byKind/" + i0,schemaPath:"#/properties/conservation/properties/byKind/items/required",keyword:"required",params:{missingProperty: "outOfScope"}};
if(vErrors === null){
vErrors = [err80];
}
else {
vErrors.push(err80);
}
errors++;
}
if(data24.pending === undefined){
const err81 = {instancePath:instancePath+"/conservation/byKind/" + i0,schemaPath:"#/properties/conservation/properties/byKind/items/required",keyword:"required",params:{missingProperty: "pending"}};
if(vErrors === null){
vErrors = [err81];
}
else {
vErrors.push(err81);
}
errors++;
}
for(const key3 in data24){
if(!(func1.call(schema32.properties.conservation.properties.byKind.items.properties, key3))){
const err82 = {instancePath:instancePath+"/conservation/byKind/" + i0,schemaPath:"#/properties/conservation/properties/byKind/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3}};
if(vErrors === null){
vErrors = [err82];
}
else {
vErrors.push(err82);
}
errors++;
}
}
if(data24.kind !== undefined){
if(typeof data24.kind !== "string"){
const err83 = {instancePath:instancePath+"/conservation/byKind/" + i0+"/kind",schemaPath:"#/properties/conservation/properties/byKind/items/properties/kind/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err83];
}
else {
vErrors.push(err83);
}
errors++;
}
}
if(data24.read !== undefined){
let data26 = data24.read;
if(!(((typeof data26 == "number") && (!(data26 % 1) && !isNaN(data26))) && (isFinite(data26)))){
const err84 = {instancePath:instancePath+"/conservation/byKind/" + i0+"/read",schemaPath:"shared.json#/$defs/count/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err84];
}
else {
vErrors.push(err84);
}
errors++;
}
if((typeof data26 == "number") && (isFinite(data26))){
if(data26 < 0 || isNaN(data26)){
const err85 = {instancePath:instancePath+"/conservation/byKind/" + i0+"/read",schemaPath:"shared.json#/$defs/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
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
if(data24.created !== undefined){
let data27 = data24.created;
if(!(((typeof data27 == "number") && (!(data27 % 1) && !isNaN(data27))) && (isFinite(data27)))){
const err86 = {instancePath:instancePath+"/conservation/byKind/" + i0+"/created",schemaPath:"shared.json#/$defs/count/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err86];
}
else {
vErrors.push(err86);
}
errors++;
}
if((typeof data27 == "number") && (isFinite(data27))){
if(data27 < 0 || isNaN(data27)){
const err87 = {instancePath:instancePath+"/conservation/byKind/" + i0+"/created",schemaPath:"shared.json#/$defs/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err87];
}
else {
vErrors.push(err87);
}
errors++;
}
}
}
if(data24.adopted !== undefined){
let data28 = data24.adopted;
if(!(((typeof data28 == "number") && (!(data28 % 1) && !isNaN(data28))) && (isFinite(data28)))){
const err88 = {instancePath:instancePath+"/conservation/byKind/" + i0+"/adopted",schemaPath:"shared.json#/$defs/count/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err88];
}
else {
vErrors.push(err88);
}
errors++;
}
if((typeof data28 == "number") && (isFinite(data28))){
if(data28 < 0 || isNaN(data28)){
const err89 = {instancePath:instancePath+"/conservation/byKind/" + i0+"/adopted",schemaPath:"shared.json#/$defs/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err89];
}
else {
vErrors.push(err89);
}
errors++;
}
}
}
if(data24.updated !== undefined){
let data29 = data24.updated;
if(!(((typeof data29 == "number") && (!(data29 % 1) && !isNaN(data29))) && (isFinite(data29)))){
const err90 = {instancePath:instancePath+"/conservation/byKind/" + i0+"/updated",schemaPath:"shared.json#/$defs/count/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err90];
}
else {
vErrors.push(err90);
}
errors++;
}
if((typeof data29 == "number") && (isFinite(data29))){
if(data29 < 0 || isNaN(data29)){
const err91 = {instancePath:instancePath+"/conservation/byKind/" + i0+"/updated",schemaPath:"shared.json#/$defs/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err91];
}
else {
vErrors.push(err91);
}
errors++;
}
}
}
if(data24.skipped !== undefined){
let data30 = data24.skipped;
if(!(((typeof data30 == "number") && (!(data30 % 1) && !isNaN(data30))) && (isFinite(data30)))){
const err92 = {instancePath:instancePath+"/conservation/byKind/" + i0+"/skipped",schemaPath:"shared.json#/$defs/count/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err92];
}
else {
vErrors.push(err92);
}
errors++;
}
if((typeof data30 == "number") && (isFinite(data30))){
if(data30 < 0 || isNaN(data30)){
const err93 = {instancePath:instancePath+"/conservation/byKind/" + i0+"/skipped",schemaPath:"shared.json#/$defs/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err93];
}
else {
vErrors.push(err93);
}
errors++;
}
}
}
if(data24.manual !== undefined){
let data31 = data24.manual;
if(!(((typeof data31 == "number") && (!(data31 % 1) && !isNaN(data31))) && (isFinite(data31)))){
const err94 = {instancePath:instancePath+"/conservation/byKind/" + i0+"/manual",schemaPath:"shared.json#/$defs/count/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err94];
}
else {
vErrors.push(err94);
}
errors++;
}
if((typeof data31 == "number") && (isFinite(data31))){
if(data31 < 0 || isNaN(data31)){
const err95 = {instancePath:instancePath+"/conservation/byKind/" + i0+"/manual",schemaPath:"shared.json#/$defs/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err95];
}
else {
vErrors.push(err95);
}
errors++;
}
}
}
if(data24.failed !== undefined){
let data32 = data24.failed;
if(!(((typeof data32 == "number") && (!(data32 % 1) && !isNaN(data32))) && (isFinite(data32)))){
const err96 = {instancePath:instancePath+"/conservation/byKind/" + i0+"/failed",schemaPath:"shared.json#/$defs/count/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err96];
}
else {
vErrors.push(err96);
}
errors++;
}
if((typeof data32 == "number") && (isFinite(data32))){
if(data32 < 0 || isNaN(data32)){
const err97 = {instancePath:instancePath+"/conservation/byKind/" + i0+"/failed",schemaPath:"shared.json#/$defs/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
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
if(data24.outOfScope !== undefined){
let data33 = data24.outOfScope;
if(!(((typeof data33 == "number") && (!(data33 % 1) && !isNaN(data33))) && (isFinite(data33)))){
const err98 = {instancePath:instancePath+"/conservation/byKind/" + i0+"/outOfScope",schemaPath:"shared.json#/$defs/count/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err98];
}
else {
vErrors.push(err98);
}
errors++;
}
if((typeof data33 == "number") && (isFinite(data33))){
if(data33 < 0 || isNaN(data33)){
const err99 = {instancePath:instancePath+"/conservation/byKind/" + i0+"/outOfScope",schemaPath:"shared.json#/$defs/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err99];
}
else {
vErrors.push(err99);
}
errors++;
}
}
}
if(data24.pending !== undefined){
let data34 = data24.pending;
if(!(((typeof data34 == "number") && (!(data34 % 1) && !isNaN(data34))) && (isFinite(data34)))){
const err100 = {instancePath:instancePath+"/conservation/byKind/" + i0+"/pending",schemaPath:"shared.json#/$defs/count/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err100];
}
else {
vErrors.push(err100);
}
errors++;
}
if((typeof data34 == "number") && (isFinite(data34))){
if(data34 < 0 || isNaN(data34)){
const err101 = {instancePath:instancePath+"/conservation/byKind/" + i0+"/pending",schemaPath:"shared.json#/$defs/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
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
}
else {
const err102 = {instancePath:instancePath+"/conservation/byKind/" + i0,schemaPath:"#/properties/conservation/properties/byKind/items/type",keyword:"type",params:{type: "object"}};
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
const err103 = {instancePath:instancePath+"/conservation/byKind",schemaPath:"#/properties/conservation/properties/byKind/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err103];
}
else {
vErrors.push(err103);
}
errors++;
}
}
}
else {
const err104 = {instancePath:instancePath+"/conservation",schemaPath:"#/properties/conservation/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err104];
}
else {
vErrors.push(err104);
}
errors++;
}
}
if(data.stages !== undefined){
let data35 = data.stages;
if(Array.isArray(data35)){
const len1 = data35.length;
for(let i1=0; i1<len1; i1++){
let data36 = data35[i1];
if(data36 && typeof data36 == "object" && !Array.isArray(data36)){
if(data36.name === undefined){
const err105 = {instancePath:instancePath+"/stages/" + i1,schemaPath:"#/properties/stages/items/required",keyword:"required",params:{missingProperty: "name"}};
if(vErrors === null){
vErrors = [err105];
}
else {
vErrors.push(err105);
}
errors++;
}
if(data36.kind === undefined){
const err106 = {instancePath:instancePath+"/stages/" + i1,schemaPath:"#/properties/stages/items/required",keyword:"required",params:{missingProperty: "kind"}};
if(vErrors === null){
vErrors = [err106];
}
else {
vErrors.push(err106);
}
errors++;
}
if(data36.objects === undefined){
const err107 = {instancePath:instancePath+"/stages/" + i1,schemaPath:"#/properties/stages/items/required",keyword:"required",params:{missingProperty: "objects"}};
if(vErrors === null){
vErrors = [err107];
}
else {
vErrors.push(err107);
}
errors++;
}
if(data36.done === undefined){
const err108 = {instancePath:instancePath+"/stages/" + i1,schemaPath:"#/properties/stages/items/required",keyword:"required",params:{missingProperty: "done"}};
if(vErrors === null){
vErrors = [err108];
}
else {
vErrors.push(err108);
}
errors++;
}
if(data36.durationMs === undefined){
const err109 = {instancePath:instancePath+"/stages/" + i1,schemaPath:"#/properties/stages/items/required",keyword:"required",params:{missingProperty: "durationMs"}};
if(vErrors === null){
vErrors = [err109];
}
else {
vErrors.push(err109);
}
errors++;
}
if(data36.state === undefined){
const err110 = {instancePath:instancePath+"/stages/" + i1,schemaPath:"#/properties/stages/items/required",keyword:"required",params:{missingProperty: "state"}};
if(vErrors === null){
vErrors = [err110];
}
else {
vErrors.push(err110);
}
errors++;
}
for(const key4 in data36){
if(!((((((key4 === "name") || (key4 === "kind")) || (key4 === "objects")) || (key4 === "done")) || (key4 === "durationMs")) || (key4 === "state"))){
const err111 = {instancePath:instancePath+"/stages/" + i1,schemaPath:"#/properties/stages/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key4}};
if(vErrors === null){
vErrors = [err111];
}
else {
vErrors.push(err111);
}
errors++;
}
}
if(data36.name !== undefined){
if(typeof data36.name !== "string"){
const err112 = {instancePath:instancePath+"/stages/" + i1+"/name",schemaPath:"#/properties/stages/items/properties/name/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err112];
}
else {
vErrors.push(err112);
}
errors++;
}
}
if(data36.kind !== undefined){
if(typeof data36.kind !== "string"){
const err113 = {instancePath:instancePath+"/stages/" + i1+"/kind",schemaPath:"#/properties/stages/items/properties/kind/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err113];
}
else {
vErrors.push(err113);
}
errors++;
}
}
if(data36.objects !== undefined){
let data39 = data36.objects;
if(!(((typeof data39 == "number") && (!(data39 % 1) && !isNaN(data39))) && (isFinite(data39)))){
const err114 = {instancePath:instancePath+"/stages/" + i1+"/objects",schemaPath:"shared.json#/$defs/count/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err114];
}
else {
vErrors.push(err114);
}
errors++;
}
if((typeof data39 == "number") && (isFinite(data39))){
if(data39 < 0 || isNaN(data39)){
const err115 = {instancePath:instancePath+"/stages/" + i1+"/objects",schemaPath:"shared.json#/$defs/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
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
if(data36.done !== undefined){
let data40 = data36.done;
if(!(((typeof data40 == "number") && (!(data40 % 1) && !isNaN(data40))) && (isFinite(data40)))){
const err116 = {instancePath:instancePath+"/stages/" + i1+"/done",schemaPath:"#/properties/stages/items/properties/done/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err116];
}
else {
vErrors.push(err116);
}
errors++;
}
if((typeof data40 == "number") && (isFinite(data40))){
if(data40 < 0 || isNaN(data40)){
const err117 = {instancePath:instancePath+"/stages/" + i1+"/done",schemaPath:"#/properties/stages/items/properties/done/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err117];
}
else {
vErrors.push(err117);
}
errors++;
}
}
}
if(data36.durationMs !== undefined){
let data41 = data36.durationMs;
if((!((typeof data41 == "number") && (isFinite(data41)))) && (data41 !== null)){
const err118 = {instancePath:instancePath+"/stages/" + i1+"/durationMs",schemaPath:"#/properties/stages/items/properties/durationMs/type",keyword:"type",params:{type: schema32.properties.stages.items.properties.durationMs.type}};
if(vErrors === null){
vErrors = [err118];
}
else {
vErrors.push(err118);
}
errors++;
}
if((typeof data41 == "number") && (isFinite(data41))){
if(data41 < 0 || isNaN(data41)){
const err119 = {instancePath:instancePath+"/stages/" + i1+"/durationMs",schemaPath:"#/properties/stages/items/properties/durationMs/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err119];
}
else {
vErrors.push(err119);
}
errors++;
}
}
}
if(data36.state !== undefined){
let data42 = data36.state;
if(typeof data42 !== "string"){
const err120 = {instancePath:instancePath+"/stages/" + i1+"/state",schemaPath:"#/properties/stages/items/properties/state/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err120];
}
else {
vErrors.push(err120);
}
errors++;
}
if(!(((((data42 === "done") || (data42 === "partial")) || (data42 === "failed")) || (data42 === "skipped")) || (data42 === "pending"))){
const err121 = {instancePath:instancePath+"/stages/" + i1+"/state",schemaPath:"#/properties/stages/items/properties/state/enum",keyword:"enum",params:{allowedValues: schema32.properties.stages.items.properties.state.enum}};
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
const err122 = {instancePath:instancePath+"/stages/" + i1,schemaPath:"#/properties/stages/items/type",keyword:"type",params:{type: "object"}};
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
const err123 = {instancePath:instancePath+"/stages",schemaPath:"#/properties/stages/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err123];
}
else {
vErrors.push(err123);
}
errors++;
}
}
if(data.readBack !== undefined){
let data43 = data.readBack;
const _errs124 = errors;
let valid34 = false;
const _errs125 = errors;
if(data43 && typeof data43 == "object" && !Array.isArray(data43)){
if(data43.compared === undefined){
const err124 = {instancePath:instancePath+"/readBack",schemaPath:"#/properties/readBack/anyOf/0/required",keyword:"required",params:{missingProperty: "compared"}};
if(vErrors === null){
vErrors = [err124];
}
else {
vErrors.push(err124);
}
errors++;
}
if(data43.different === undefined){
const err125 = {instancePath:instancePath+"/readBack",schemaPath:"#/properties/readBack/anyOf/0/required",keyword:"required",params:{missingProperty: "different"}};
if(vErrors === null){
vErrors = [err125];
}
else {
vErrors.push(err125);
}
errors++;
}
for(const key5 in data43){
if(!((key5 === "compared") || (key5 === "different"))){
const err126 = {instancePath:instancePath+"/readBack",schemaPath:"#/properties/readBack/anyOf/0/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key5}};
if(vErrors === null){
vErrors = [err126];
}
else {
vErrors.push(err126);
}
errors++;
}
}
if(data43.compared !== undefined){
let data44 = data43.compared;
if(!(((typeof data44 == "number") && (!(data44 % 1) && !isNaN(data44))) && (isFinite(data44)))){
const err127 = {instancePath:instancePath+"/readBack/compared",schemaPath:"shared.json#/$defs/count/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err127];
}
else {
vErrors.push(err127);
}
errors++;
}
if((typeof data44 == "number") && (isFinite(data44))){
if(data44 < 0 || isNaN(data44)){
const err128 = {instancePath:instancePath+"/readBack/compared",schemaPath:"shared.json#/$defs/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
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
if(data43.different !== undefined){
let data45 = data43.different;
if(!(((typeof data45 == "number") && (!(data45 % 1) && !isNaN(data45))) && (isFinite(data45)))){
const err129 = {instancePath:instancePath+"/readBack/different",schemaPath:"shared.json#/$defs/count/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err129];
}
else {
vErrors.push(err129);
}
errors++;
}
if((typeof data45 == "number") && (isFinite(data45))){
if(data45 < 0 || isNaN(data45)){
const err130 = {instancePath:instancePath+"/readBack/different",schemaPath:"shared.json#/$defs/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
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
}
else {
const err131 = {instancePath:instancePath+"/readBack",schemaPath:"#/properties/readBack/anyOf/0/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err131];
}
else {
vErrors.push(err131);
}
errors++;
}
var _valid2 = _errs125 === errors;
valid34 = valid34 || _valid2;
const _errs134 = errors;
if(data43 !== null){
const err132 = {instancePath:instancePath+"/readBack",schemaPath:"#/properties/readBack/anyOf/1/type",keyword:"type",params:{type: "null"}};
if(vErrors === null){
vErrors = [err132];
}
else {
vErrors.push(err132);
}
errors++;
}
var _valid2 = _errs134 === errors;
valid34 = valid34 || _valid2;
if(!valid34){
const err133 = {instancePath:instancePath+"/readBack",schemaPath:"#/properties/readBack/anyOf",keyword:"anyOf",params:{}};
if(vErrors === null){
vErrors = [err133];
}
else {
vErrors.push(err133);
}
errors++;
}
else {
errors = _errs124;
if(vErrors !== null){
if(_errs124){
vErrors.length = _errs124;
}
else {
vErrors = null;
}
}
}
}
if(data.problems !== undefined){
let data46 = data.problems;
if(Array.isArray(data46)){
const len2 = data46.length;
for(let i2=0; i2<len2; i2++){
let data47 = data46[i2];
if(data47 && typeof data47 == "object" && !Array.isArray(data47)){
if(data47.kind === undefined){
const err134 = {instancePath:instancePath+"/problems/" + i2,schemaPath:"#/properties/problems/items/required",keyword:"required",params:{missingProperty: "kind"}};
if(vErrors === null){
vErrors = [err134];
}
else {
vErrors.push(err134);
}
errors++;
}
if(data47.id === undefined){
const err135 = {instancePath:instancePath+"/problems/" + i2,schemaPath:"#/properties/problems/items/required",keyword:"required",params:{missingProperty: "id"}};
if(vErrors === null){
vErrors = [err135];
}
else {
vErrors.push(err135);
}
errors++;
}
if(data47.bucket === undefined){
const err136 = {instancePath:instancePath+"/problems/" + i2,schemaPath:"#/properties/problems/items/required",keyword:"required",params:{missingProperty: "bucket"}};
if(vErrors === null){
vErrors = [err136];
}
else {
vErrors.push(err136);
}
errors++;
}
if(data47.reason === undefined){
const err137 = {instancePath:instancePath+"/problems/" + i2,schemaPath:"#/properties/problems/items/required",keyword:"required",params:{missingProperty: "reason"}};
if(vErrors === null){
vErrors = [err137];
}
else {
vErrors.push(err137);
}
errors++;
}
for(const key6 in data47){
if(!((((key6 === "kind") || (key6 === "id")) || (key6 === "bucket")) || (key6 === "reason"))){
const err138 = {instancePath:instancePath+"/problems/" + i2,schemaPath:"#/properties/problems/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key6}};
if(vErrors === null){
vErrors = [err138];
}
else {
vErrors.push(err138);
}
errors++;
}
}
if(data47.kind !== undefined){
if(typeof data47.kind !== "string"){
const err139 = {instancePath:instancePath+"/problems/" + i2+"/kind",schemaPath:"#/properties/problems/items/properties/kind/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err139];
}
else {
vErrors.push(err139);
}
errors++;
}
}
if(data47.id !== undefined){
if(typeof data47.id !== "string"){
const err140 = {instancePath:instancePath+"/problems/" + i2+"/id",schemaPath:"#/properties/problems/items/properties/id/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err140];
}
else {
vErrors.push(err140);
}
errors++;
}
}
if(data47.bucket !== undefined){
let data50 = data47.bucket;
if(typeof data50 !== "string"){
const err141 = {instancePath:instancePath+"/problems/" + i2+"/bucket",schemaPath:"#/properties/problems/items/properties/bucket/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err141];
}
else {
vErrors.push(err141);
}
errors++;
}
if(!((((data50 === "skipped") || (data50 === "manual")) || (data50 === "failed")) || (data50 === "readBack"))){
const err142 = {instancePath:instancePath+"/problems/" + i2+"/bucket",schemaPath:"#/properties/problems/items/properties/bucket/enum",keyword:"enum",params:{allowedValues: schema32.properties.problems.items.properties.bucket.enum}};
if(vErrors === null){
vErrors = [err142];
}
else {
vErrors.push(err142);
}
errors++;
}
}
if(data47.reason !== undefined){
if(typeof data47.reason !== "string"){
const err143 = {instancePath:instancePath+"/problems/" + i2+"/reason",schemaPath:"#/properties/problems/items/properties/reason/type",keyword:"type",params:{type: "string"}};
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
else {
const err144 = {instancePath:instancePath+"/problems/" + i2,schemaPath:"#/properties/problems/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err144];
}
else {
vErrors.push(err144);
}
errors++;
}
}
}
else {
const err145 = {instancePath:instancePath+"/problems",schemaPath:"#/properties/problems/type",keyword:"type",params:{type: "array"}};
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
else {
const err146 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err146];
}
else {
vErrors.push(err146);
}
errors++;
}
validate21.errors = vErrors;
return errors === 0;
}
validate21.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


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
if(!(validate21(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate21.errors : vErrors.concat(validate21.errors);
errors = vErrors.length;
}
validate20.errors = vErrors;
return errors === 0;
}
validate20.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};
const expectations = {
  "^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$": "a backup id: a GUID in lower case",
  "^\\d{4,}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:\\.\\d+)?Z$": "a time in ISO 8601, UTC"
};
export const schema: CompiledSchema<RestoreCommandResult> = { validate: compiled, expectations };

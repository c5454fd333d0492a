// Generated from schemas/cli/verify.json by `npm run generate`. Do not edit.
// @ts-nocheck
import type { CompiledSchema } from '../../../src/schema/compiled-schema.js';
import type { VerifyResult } from '../../../src/schema/generated/cli-types.js';
const compiled = validate20;

const schema33 = {"description":"how deep a set is proved; each level includes those before it","type":"string","enum":["structure","keys","integrity","content"]};
const schema35 = {"type":"string","enum":["passed","failed"]};
const schema40 = {"$schema":"https://json-schema.org/draft/2020-12/schema","title":"Finding","description":"One thing that was noticed while a set was read. Parts of its place that do not apply are null.","type":"object","required":["code","severity","backupId","repository","file","pointer","message"],"additionalProperties":false,"properties":{"code":{"description":"a code of the table of findings in schemas/README.md","type":"string"},"severity":{"description":"an error fails its set, a warning must be read, an info is context","type":"string","enum":["error","warning","info"]},"backupId":{"type":["string","null"]},"repository":{"description":"full repository name, Role;Component;Partition;Repository","type":["string","null"]},"file":{"description":"path inside the store; for a file inside an archive, archive.zip!/entry","type":["string","null"]},"pointer":{"description":"JSON pointer (RFC 6901)","type":["string","null"]},"message":{"type":"string"}}};
const pattern4 = new RegExp("^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$", "u");

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
const err10 = {instancePath:instancePath+"/" + i0+"/severity",schemaPath:"finding.json/properties/severity/enum",keyword:"enum",params:{allowedValues: schema40.properties.severity.enum}};
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
const err11 = {instancePath:instancePath+"/" + i0+"/backupId",schemaPath:"finding.json/properties/backupId/type",keyword:"type",params:{type: schema40.properties.backupId.type}};
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
const err12 = {instancePath:instancePath+"/" + i0+"/repository",schemaPath:"finding.json/properties/repository/type",keyword:"type",params:{type: schema40.properties.repository.type}};
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
const err13 = {instancePath:instancePath+"/" + i0+"/file",schemaPath:"finding.json/properties/file/type",keyword:"type",params:{type: schema40.properties.file.type}};
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
const err14 = {instancePath:instancePath+"/" + i0+"/pointer",schemaPath:"finding.json/properties/pointer/type",keyword:"type",params:{type: schema40.properties.pointer.type}};
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
if(data.level === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "level"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.backups === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "backups"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.findings === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "findings"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
for(const key0 in data){
if(!(((key0 === "level") || (key0 === "backups")) || (key0 === "findings"))){
const err3 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.level !== undefined){
let data0 = data.level;
if(typeof data0 !== "string"){
const err4 = {instancePath:instancePath+"/level",schemaPath:"shared.json#/$defs/level/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if(!((((data0 === "structure") || (data0 === "keys")) || (data0 === "integrity")) || (data0 === "content"))){
const err5 = {instancePath:instancePath+"/level",schemaPath:"shared.json#/$defs/level/enum",keyword:"enum",params:{allowedValues: schema33.enum}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.backups !== undefined){
let data1 = data.backups;
if(Array.isArray(data1)){
const len0 = data1.length;
for(let i0=0; i0<len0; i0++){
let data2 = data1[i0];
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
if(data2.backupId === undefined){
const err6 = {instancePath:instancePath+"/backups/" + i0,schemaPath:"#/properties/backups/items/required",keyword:"required",params:{missingProperty: "backupId"}};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if(data2.verdict === undefined){
const err7 = {instancePath:instancePath+"/backups/" + i0,schemaPath:"#/properties/backups/items/required",keyword:"required",params:{missingProperty: "verdict"}};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if(data2.checked === undefined){
const err8 = {instancePath:instancePath+"/backups/" + i0,schemaPath:"#/properties/backups/items/required",keyword:"required",params:{missingProperty: "checked"}};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
if(data2.findings === undefined){
const err9 = {instancePath:instancePath+"/backups/" + i0,schemaPath:"#/properties/backups/items/required",keyword:"required",params:{missingProperty: "findings"}};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
for(const key1 in data2){
if(!((((key1 === "backupId") || (key1 === "verdict")) || (key1 === "checked")) || (key1 === "findings"))){
const err10 = {instancePath:instancePath+"/backups/" + i0,schemaPath:"#/properties/backups/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1}};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data2.backupId !== undefined){
let data3 = data2.backupId;
if(typeof data3 === "string"){
if(!pattern4.test(data3)){
const err11 = {instancePath:instancePath+"/backups/" + i0+"/backupId",schemaPath:"shared.json#/$defs/backupId/pattern",keyword:"pattern",params:{pattern: "^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$"}};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
else {
const err12 = {instancePath:instancePath+"/backups/" + i0+"/backupId",schemaPath:"shared.json#/$defs/backupId/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data2.verdict !== undefined){
let data4 = data2.verdict;
if(typeof data4 !== "string"){
const err13 = {instancePath:instancePath+"/backups/" + i0+"/verdict",schemaPath:"shared.json#/$defs/verdict/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
if(!((data4 === "passed") || (data4 === "failed"))){
const err14 = {instancePath:instancePath+"/backups/" + i0+"/verdict",schemaPath:"shared.json#/$defs/verdict/enum",keyword:"enum",params:{allowedValues: schema35.enum}};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
if(data2.checked !== undefined){
let data5 = data2.checked;
if(data5 && typeof data5 == "object" && !Array.isArray(data5)){
if(data5.snapshots === undefined){
const err15 = {instancePath:instancePath+"/backups/" + i0+"/checked",schemaPath:"#/properties/backups/items/properties/checked/required",keyword:"required",params:{missingProperty: "snapshots"}};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
if(data5.bytes === undefined){
const err16 = {instancePath:instancePath+"/backups/" + i0+"/checked",schemaPath:"#/properties/backups/items/properties/checked/required",keyword:"required",params:{missingProperty: "bytes"}};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
if(data5.records === undefined){
const err17 = {instancePath:instancePath+"/backups/" + i0+"/checked",schemaPath:"#/properties/backups/items/properties/checked/required",keyword:"required",params:{missingProperty: "records"}};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
for(const key2 in data5){
if(!(((key2 === "snapshots") || (key2 === "bytes")) || (key2 === "records"))){
const err18 = {instancePath:instancePath+"/backups/" + i0+"/checked",schemaPath:"#/properties/backups/items/properties/checked/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2}};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
if(data5.snapshots !== undefined){
let data6 = data5.snapshots;
if(!(((typeof data6 == "number") && (!(data6 % 1) && !isNaN(data6))) && (isFinite(data6)))){
const err19 = {instancePath:instancePath+"/backups/" + i0+"/checked/snapshots",schemaPath:"shared.json#/$defs/count/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
if((typeof data6 == "number") && (isFinite(data6))){
if(data6 < 0 || isNaN(data6)){
const err20 = {instancePath:instancePath+"/backups/" + i0+"/checked/snapshots",schemaPath:"shared.json#/$defs/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
}
if(data5.bytes !== undefined){
let data7 = data5.bytes;
if(!(((typeof data7 == "number") && (!(data7 % 1) && !isNaN(data7))) && (isFinite(data7)))){
const err21 = {instancePath:instancePath+"/backups/" + i0+"/checked/bytes",schemaPath:"shared.json#/$defs/bytes/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
if((typeof data7 == "number") && (isFinite(data7))){
if(data7 < 0 || isNaN(data7)){
const err22 = {instancePath:instancePath+"/backups/" + i0+"/checked/bytes",schemaPath:"shared.json#/$defs/bytes/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
}
if(data5.records !== undefined){
let data8 = data5.records;
if(!(((typeof data8 == "number") && (!(data8 % 1) && !isNaN(data8))) && (isFinite(data8)))){
const err23 = {instancePath:instancePath+"/backups/" + i0+"/checked/records",schemaPath:"shared.json#/$defs/count/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
if((typeof data8 == "number") && (isFinite(data8))){
if(data8 < 0 || isNaN(data8)){
const err24 = {instancePath:instancePath+"/backups/" + i0+"/checked/records",schemaPath:"shared.json#/$defs/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
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
else {
const err25 = {instancePath:instancePath+"/backups/" + i0+"/checked",schemaPath:"#/properties/backups/items/properties/checked/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
if(data2.findings !== undefined){
if(!(validate22(data2.findings, {instancePath:instancePath+"/backups/" + i0+"/findings",parentData:data2,parentDataProperty:"findings",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
errors = vErrors.length;
}
}
}
else {
const err26 = {instancePath:instancePath+"/backups/" + i0,schemaPath:"#/properties/backups/items/type",keyword:"type",params:{type: "object"}};
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
const err27 = {instancePath:instancePath+"/backups",schemaPath:"#/properties/backups/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
if(data.findings !== undefined){
let data10 = data.findings;
if(Array.isArray(data10)){
const len1 = data10.length;
for(let i1=0; i1<len1; i1++){
let data11 = data10[i1];
if(data11 && typeof data11 == "object" && !Array.isArray(data11)){
if(data11.code === undefined){
const err28 = {instancePath:instancePath+"/findings/" + i1,schemaPath:"finding.json/required",keyword:"required",params:{missingProperty: "code"}};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
if(data11.severity === undefined){
const err29 = {instancePath:instancePath+"/findings/" + i1,schemaPath:"finding.json/required",keyword:"required",params:{missingProperty: "severity"}};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
if(data11.backupId === undefined){
const err30 = {instancePath:instancePath+"/findings/" + i1,schemaPath:"finding.json/required",keyword:"required",params:{missingProperty: "backupId"}};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
if(data11.repository === undefined){
const err31 = {instancePath:instancePath+"/findings/" + i1,schemaPath:"finding.json/required",keyword:"required",params:{missingProperty: "repository"}};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
if(data11.file === undefined){
const err32 = {instancePath:instancePath+"/findings/" + i1,schemaPath:"finding.json/required",keyword:"required",params:{missingProperty: "file"}};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
if(data11.pointer === undefined){
const err33 = {instancePath:instancePath+"/findings/" + i1,schemaPath:"finding.json/required",keyword:"required",params:{missingProperty: "pointer"}};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
if(data11.message === undefined){
const err34 = {instancePath:instancePath+"/findings/" + i1,schemaPath:"finding.json/required",keyword:"required",params:{missingProperty: "message"}};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
for(const key3 in data11){
if(!(((((((key3 === "code") || (key3 === "severity")) || (key3 === "backupId")) || (key3 === "repository")) || (key3 === "file")) || (key3 === "pointer")) || (key3 === "message"))){
const err35 = {instancePath:instancePath+"/findings/" + i1,schemaPath:"finding.json/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3}};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
if(data11.code !== undefined){
if(typeof data11.code !== "string"){
const err36 = {instancePath:instancePath+"/findings/" + i1+"/code",schemaPath:"finding.json/properties/code/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
if(data11.severity !== undefined){
let data13 = data11.severity;
if(typeof data13 !== "string"){
const err37 = {instancePath:instancePath+"/findings/" + i1+"/severity",schemaPath:"finding.json/properties/severity/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
if(!(((data13 === "error") || (data13 === "warning")) || (data13 === "info"))){
const err38 = {instancePath:instancePath+"/findings/" + i1+"/severity",schemaPath:"finding.json/properties/severity/enum",keyword:"enum",params:{allowedValues: schema40.properties.severity.enum}};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
}
if(data11.backupId !== undefined){
let data14 = data11.backupId;
if((typeof data14 !== "string") && (data14 !== null)){
const err39 = {instancePath:instancePath+"/findings/" + i1+"/backupId",schemaPath:"finding.json/properties/backupId/type",keyword:"type",params:{type: schema40.properties.backupId.type}};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
}
if(data11.repository !== undefined){
let data15 = data11.repository;
if((typeof data15 !== "string") && (data15 !== null)){
const err40 = {instancePath:instancePath+"/findings/" + i1+"/repository",schemaPath:"finding.json/properties/repository/type",keyword:"type",params:{type: schema40.properties.repository.type}};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
}
if(data11.file !== undefined){
let data16 = data11.file;
if((typeof data16 !== "string") && (data16 !== null)){
const err41 = {instancePath:instancePath+"/findings/" + i1+"/file",schemaPath:"finding.json/properties/file/type",keyword:"type",params:{type: schema40.properties.file.type}};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
}
if(data11.pointer !== undefined){
let data17 = data11.pointer;
if((typeof data17 !== "string") && (data17 !== null)){
const err42 = {instancePath:instancePath+"/findings/" + i1+"/pointer",schemaPath:"finding.json/properties/pointer/type",keyword:"type",params:{type: schema40.properties.pointer.type}};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
}
if(data11.message !== undefined){
if(typeof data11.message !== "string"){
const err43 = {instancePath:instancePath+"/findings/" + i1+"/message",schemaPath:"finding.json/properties/message/type",keyword:"type",params:{type: "string"}};
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
else {
const err44 = {instancePath:instancePath+"/findings/" + i1,schemaPath:"finding.json/type",keyword:"type",params:{type: "object"}};
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
else {
const err45 = {instancePath:instancePath+"/findings",schemaPath:"#/properties/findings/type",keyword:"type",params:{type: "array"}};
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
else {
const err46 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
validate20.errors = vErrors;
return errors === 0;
}
validate20.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};
const expectations = {
  "^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$": "a backup id: a GUID in lower case"
};
export const schema: CompiledSchema<VerifyResult> = { validate: compiled, expectations };

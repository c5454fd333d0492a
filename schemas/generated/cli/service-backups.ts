// Generated from schemas/cli/service-backups.json by `npm run generate`. Do not edit.
// @ts-nocheck
import type { CompiledSchema } from '../../../src/schema/compiled-schema.js';
import type { ServiceBackupsResult } from '../../../src/schema/generated/cli-types.js';
const compiled = validate20;

const schema31 = {"$schema":"https://json-schema.org/draft/2020-12/schema","title":"ServiceBackupsResult","description":"Result of restack service backups: the service's own list beside what lies on the share.","type":"object","required":["share","differences","otherSets","backups"],"additionalProperties":false,"properties":{"share":{"description":"that was looked at; null when none was given","type":["string","null"]},"differences":{"$ref":"shared.json#/$defs/count"},"otherSets":{"description":"sets of other deployments on the same share; they are not compared","type":"integer","minimum":0},"backups":{"description":"newest first","type":"array","items":{"type":"object","required":["backupId","createdAt","listed","onShare","difference"],"additionalProperties":false,"properties":{"backupId":{"$ref":"shared.json#/$defs/backupId"},"createdAt":{"anyOf":[{"$ref":"shared.json#/$defs/time"},{"type":"null"}]},"listed":{"description":"as the service lists it; null when it does not","anyOf":[{"type":"object","required":["status","automatic","cloudRecoveryReady","thumbprint","durationMs","roles"],"additionalProperties":false,"properties":{"status":{"type":"string"},"automatic":{"type":["boolean","null"]},"cloudRecoveryReady":{"type":["boolean","null"]},"thumbprint":{"anyOf":[{"$ref":"shared.json#/$defs/thumbprint"},{"type":"null"}]},"durationMs":{"anyOf":[{"$ref":"shared.json#/$defs/milliseconds"},{"type":"null"}]},"roles":{"type":"array","items":{"type":"object","required":["roleName","status"],"additionalProperties":false,"properties":{"roleName":{"type":"string"},"status":{"type":"string"}}}}}},{"type":"null"}]},"onShare":{"description":"as it lies there; null when it does not, and when no share was given","anyOf":[{"type":"object","required":["status","cloudRecoveryReady","thumbprint"],"additionalProperties":false,"properties":{"status":{"type":"string"},"cloudRecoveryReady":{"type":"boolean"},"thumbprint":{"anyOf":[{"$ref":"shared.json#/$defs/thumbprint"},{"type":"null"}]}}},{"type":"null"}]},"difference":{"type":["string","null"],"enum":["notOnShare","notListed","statusDiffers",null]}}}}}};
const pattern4 = new RegExp("^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$", "u");
const pattern5 = new RegExp("^\\d{4,}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:\\.\\d+)?Z$", "u");
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
if(data.share === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "share"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.differences === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "differences"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.otherSets === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "otherSets"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.backups === undefined){
const err3 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "backups"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
for(const key0 in data){
if(!((((key0 === "share") || (key0 === "differences")) || (key0 === "otherSets")) || (key0 === "backups"))){
const err4 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.share !== undefined){
let data0 = data.share;
if((typeof data0 !== "string") && (data0 !== null)){
const err5 = {instancePath:instancePath+"/share",schemaPath:"#/properties/share/type",keyword:"type",params:{type: schema31.properties.share.type}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.differences !== undefined){
let data1 = data.differences;
if(!(((typeof data1 == "number") && (!(data1 % 1) && !isNaN(data1))) && (isFinite(data1)))){
const err6 = {instancePath:instancePath+"/differences",schemaPath:"shared.json#/$defs/count/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if((typeof data1 == "number") && (isFinite(data1))){
if(data1 < 0 || isNaN(data1)){
const err7 = {instancePath:instancePath+"/differences",schemaPath:"shared.json#/$defs/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
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
if(data.otherSets !== undefined){
let data2 = data.otherSets;
if(!(((typeof data2 == "number") && (!(data2 % 1) && !isNaN(data2))) && (isFinite(data2)))){
const err8 = {instancePath:instancePath+"/otherSets",schemaPath:"#/properties/otherSets/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
if((typeof data2 == "number") && (isFinite(data2))){
if(data2 < 0 || isNaN(data2)){
const err9 = {instancePath:instancePath+"/otherSets",schemaPath:"#/properties/otherSets/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
}
if(data.backups !== undefined){
let data3 = data.backups;
if(Array.isArray(data3)){
const len0 = data3.length;
for(let i0=0; i0<len0; i0++){
let data4 = data3[i0];
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
if(data4.backupId === undefined){
const err10 = {instancePath:instancePath+"/backups/" + i0,schemaPath:"#/properties/backups/items/required",keyword:"required",params:{missingProperty: "backupId"}};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
if(data4.createdAt === undefined){
const err11 = {instancePath:instancePath+"/backups/" + i0,schemaPath:"#/properties/backups/items/required",keyword:"required",params:{missingProperty: "createdAt"}};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
if(data4.listed === undefined){
const err12 = {instancePath:instancePath+"/backups/" + i0,schemaPath:"#/properties/backups/items/required",keyword:"required",params:{missingProperty: "listed"}};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
if(data4.onShare === undefined){
const err13 = {instancePath:instancePath+"/backups/" + i0,schemaPath:"#/properties/backups/items/required",keyword:"required",params:{missingProperty: "onShare"}};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
if(data4.difference === undefined){
const err14 = {instancePath:instancePath+"/backups/" + i0,schemaPath:"#/properties/backups/items/required",keyword:"required",params:{missingProperty: "difference"}};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
for(const key1 in data4){
if(!(((((key1 === "backupId") || (key1 === "createdAt")) || (key1 === "listed")) || (key1 === "onShare")) || (key1 === "difference"))){
const err15 = {instancePath:instancePath+"/backups/" + i0,schemaPath:"#/properties/backups/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1}};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
if(data4.backupId !== undefined){
let data5 = data4.backupId;
if(typeof data5 === "string"){
if(!pattern4.test(data5)){
const err16 = {instancePath:instancePath+"/backups/" + i0+"/backupId",schemaPath:"shared.json#/$defs/backupId/pattern",keyword:"pattern",params:{pattern: "^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$"}};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
else {
const err17 = {instancePath:instancePath+"/backups/" + i0+"/backupId",schemaPath:"shared.json#/$defs/backupId/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
if(data4.createdAt !== undefined){
let data6 = data4.createdAt;
const _errs18 = errors;
let valid6 = false;
const _errs19 = errors;
if(typeof data6 === "string"){
if(!pattern5.test(data6)){
const err18 = {instancePath:instancePath+"/backups/" + i0+"/createdAt",schemaPath:"shared.json#/$defs/time/pattern",keyword:"pattern",params:{pattern: "^\\d{4,}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:\\.\\d+)?Z$"}};
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
const err19 = {instancePath:instancePath+"/backups/" + i0+"/createdAt",schemaPath:"shared.json#/$defs/time/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
var _valid0 = _errs19 === errors;
valid6 = valid6 || _valid0;
const _errs22 = errors;
if(data6 !== null){
const err20 = {instancePath:instancePath+"/backups/" + i0+"/createdAt",schemaPath:"#/properties/backups/items/properties/createdAt/anyOf/1/type",keyword:"type",params:{type: "null"}};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
var _valid0 = _errs22 === errors;
valid6 = valid6 || _valid0;
if(!valid6){
const err21 = {instancePath:instancePath+"/backups/" + i0+"/createdAt",schemaPath:"#/properties/backups/items/properties/createdAt/anyOf",keyword:"anyOf",params:{}};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
else {
errors = _errs18;
if(vErrors !== null){
if(_errs18){
vErrors.length = _errs18;
}
else {
vErrors = null;
}
}
}
}
if(data4.listed !== undefined){
let data7 = data4.listed;
const _errs25 = errors;
let valid8 = false;
const _errs26 = errors;
if(data7 && typeof data7 == "object" && !Array.isArray(data7)){
if(data7.status === undefined){
const err22 = {instancePath:instancePath+"/backups/" + i0+"/listed",schemaPath:"#/properties/backups/items/properties/listed/anyOf/0/required",keyword:"required",params:{missingProperty: "status"}};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
if(data7.automatic === undefined){
const err23 = {instancePath:instancePath+"/backups/" + i0+"/listed",schemaPath:"#/properties/backups/items/properties/listed/anyOf/0/required",keyword:"required",params:{missingProperty: "automatic"}};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
if(data7.cloudRecoveryReady === undefined){
const err24 = {instancePath:instancePath+"/backups/" + i0+"/listed",schemaPath:"#/properties/backups/items/properties/listed/anyOf/0/required",keyword:"required",params:{missingProperty: "cloudRecoveryReady"}};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
if(data7.thumbprint === undefined){
const err25 = {instancePath:instancePath+"/backups/" + i0+"/listed",schemaPath:"#/properties/backups/items/properties/listed/anyOf/0/required",keyword:"required",params:{missingProperty: "thumbprint"}};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
if(data7.durationMs === undefined){
const err26 = {instancePath:instancePath+"/backups/" + i0+"/listed",schemaPath:"#/properties/backups/items/properties/listed/anyOf/0/required",keyword:"required",params:{missingProperty: "durationMs"}};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
if(data7.roles === undefined){
const err27 = {instancePath:instancePath+"/backups/" + i0+"/listed",schemaPath:"#/properties/backups/items/properties/listed/anyOf/0/required",keyword:"required",params:{missingProperty: "roles"}};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
for(const key2 in data7){
if(!((((((key2 === "status") || (key2 === "automatic")) || (key2 === "cloudRecoveryReady")) || (key2 === "thumbprint")) || (key2 === "durationMs")) || (key2 === "roles"))){
const err28 = {instancePath:instancePath+"/backups/" + i0+"/listed",schemaPath:"#/properties/backups/items/properties/listed/anyOf/0/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2}};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
if(data7.status !== undefined){
if(typeof data7.status !== "string"){
const err29 = {instancePath:instancePath+"/backups/" + i0+"/listed/status",schemaPath:"#/properties/backups/items/properties/listed/anyOf/0/properties/status/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
if(data7.automatic !== undefined){
let data9 = data7.automatic;
if((typeof data9 !== "boolean") && (data9 !== null)){
const err30 = {instancePath:instancePath+"/backups/" + i0+"/listed/automatic",schemaPath:"#/properties/backups/items/properties/listed/anyOf/0/properties/automatic/type",keyword:"type",params:{type: schema31.properties.backups.items.properties.listed.anyOf[0].properties.automatic.type}};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
if(data7.cloudRecoveryReady !== undefined){
let data10 = data7.cloudRecoveryReady;
if((typeof data10 !== "boolean") && (data10 !== null)){
const err31 = {instancePath:instancePath+"/backups/" + i0+"/listed/cloudRecoveryReady",schemaPath:"#/properties/backups/items/properties/listed/anyOf/0/properties/cloudRecoveryReady/type",keyword:"type",params:{type: schema31.properties.backups.items.properties.listed.anyOf[0].properties.cloudRecoveryReady.type}};
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
let data11 = data7.thumbprint;
const _errs36 = errors;
let valid10 = false;
const _errs37 = errors;
if(typeof data11 === "string"){
if(!pattern6.test(data11)){
const err32 = {instancePath:instancePath+"/backups/" + i0+"/listed/thumbprint",schemaPath:"shared.json#/$defs/thumbprint/pattern",keyword:"pattern",params:{pattern: "^[0-9A-F]{40}$"}};
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
const err33 = {instancePath:instancePath+"/backups/" + i0+"/listed/thumbprint",schemaPath:"shared.json#/$defs/thumbprint/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
var _valid2 = _errs37 === errors;
valid10 = valid10 || _valid2;
const _errs40 = errors;
if(data11 !== null){
const err34 = {instancePath:instancePath+"/backups/" + i0+"/listed/thumbprint",schemaPath:"#/properties/backups/items/properties/listed/anyOf/0/properties/thumbprint/anyOf/1/type",keyword:"type",params:{type: "null"}};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
var _valid2 = _errs40 === errors;
valid10 = valid10 || _valid2;
if(!valid10){
const err35 = {instancePath:instancePath+"/backups/" + i0+"/listed/thumbprint",schemaPath:"#/properties/backups/items/properties/listed/anyOf/0/properties/thumbprint/anyOf",keyword:"anyOf",params:{}};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
else {
errors = _errs36;
if(vErrors !== null){
if(_errs36){
vErrors.length = _errs36;
}
else {
vErrors = null;
}
}
}
}
if(data7.durationMs !== undefined){
let data12 = data7.durationMs;
const _errs43 = errors;
let valid12 = false;
const _errs44 = errors;
if((typeof data12 == "number") && (isFinite(data12))){
if(data12 < 0 || isNaN(data12)){
const err36 = {instancePath:instancePath+"/backups/" + i0+"/listed/durationMs",schemaPath:"shared.json#/$defs/milliseconds/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
else {
const err37 = {instancePath:instancePath+"/backups/" + i0+"/listed/durationMs",schemaPath:"shared.json#/$defs/milliseconds/type",keyword:"type",params:{type: "number"}};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
var _valid3 = _errs44 === errors;
valid12 = valid12 || _valid3;
const _errs47 = errors;
if(data12 !== null){
const err38 = {instancePath:instancePath+"/backups/" + i0+"/listed/durationMs",schemaPath:"#/properties/backups/items/properties/listed/anyOf/0/properties/durationMs/anyOf/1/type",keyword:"type",params:{type: "null"}};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
var _valid3 = _errs47 === errors;
valid12 = valid12 || _valid3;
if(!valid12){
const err39 = {instancePath:instancePath+"/backups/" + i0+"/listed/durationMs",schemaPath:"#/properties/backups/items/properties/listed/anyOf/0/properties/durationMs/anyOf",keyword:"anyOf",params:{}};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
else {
errors = _errs43;
if(vErrors !== null){
if(_errs43){
vErrors.length = _errs43;
}
else {
vErrors = null;
}
}
}
}
if(data7.roles !== undefined){
let data13 = data7.roles;
if(Array.isArray(data13)){
const len1 = data13.length;
for(let i1=0; i1<len1; i1++){
let data14 = data13[i1];
if(data14 && typeof data14 == "object" && !Array.isArray(data14)){
if(data14.roleName === undefined){
const err40 = {instancePath:instancePath+"/backups/" + i0+"/listed/roles/" + i1,schemaPath:"#/properties/backups/items/properties/listed/anyOf/0/properties/roles/items/required",keyword:"required",params:{missingProperty: "roleName"}};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
if(data14.status === undefined){
const err41 = {instancePath:instancePath+"/backups/" + i0+"/listed/roles/" + i1,schemaPath:"#/properties/backups/items/properties/listed/anyOf/0/properties/roles/items/required",keyword:"required",params:{missingProperty: "status"}};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
for(const key3 in data14){
if(!((key3 === "roleName") || (key3 === "status"))){
const err42 = {instancePath:instancePath+"/backups/" + i0+"/listed/roles/" + i1,schemaPath:"#/properties/backups/items/properties/listed/anyOf/0/properties/roles/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3}};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
}
if(data14.roleName !== undefined){
if(typeof data14.roleName !== "string"){
const err43 = {instancePath:instancePath+"/backups/" + i0+"/listed/roles/" + i1+"/roleName",schemaPath:"#/properties/backups/items/properties/listed/anyOf/0/properties/roles/items/properties/roleName/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
}
if(data14.status !== undefined){
if(typeof data14.status !== "string"){
const err44 = {instancePath:instancePath+"/backups/" + i0+"/listed/roles/" + i1+"/status",schemaPath:"#/properties/backups/items/properties/listed/anyOf/0/properties/roles/items/properties/status/type",keyword:"type",params:{type: "string"}};
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
const err45 = {instancePath:instancePath+"/backups/" + i0+"/listed/roles/" + i1,schemaPath:"#/properties/backups/items/properties/listed/anyOf/0/properties/roles/items/type",keyword:"type",params:{type: "object"}};
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
const err46 = {instancePath:instancePath+"/backups/" + i0+"/listed/roles",schemaPath:"#/properties/backups/items/properties/listed/anyOf/0/properties/roles/type",keyword:"type",params:{type: "array"}};
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
const err47 = {instancePath:instancePath+"/backups/" + i0+"/listed",schemaPath:"#/properties/backups/items/properties/listed/anyOf/0/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
var _valid1 = _errs26 === errors;
valid8 = valid8 || _valid1;
const _errs58 = errors;
if(data7 !== null){
const err48 = {instancePath:instancePath+"/backups/" + i0+"/listed",schemaPath:"#/properties/backups/items/properties/listed/anyOf/1/type",keyword:"type",params:{type: "null"}};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
var _valid1 = _errs58 === errors;
valid8 = valid8 || _valid1;
if(!valid8){
const err49 = {instancePath:instancePath+"/backups/" + i0+"/listed",schemaPath:"#/properties/backups/items/properties/listed/anyOf",keyword:"anyOf",params:{}};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
else {
errors = _errs25;
if(vErrors !== null){
if(_errs25){
vErrors.length = _errs25;
}
else {
vErrors = null;
}
}
}
}
if(data4.onShare !== undefined){
let data17 = data4.onShare;
const _errs61 = errors;
let valid17 = false;
const _errs62 = errors;
if(data17 && typeof data17 == "object" && !Array.isArray(data17)){
if(data17.status === undefined){
const err50 = {instancePath:instancePath+"/backups/" + i0+"/onShare",schemaPath:"#/properties/backups/items/properties/onShare/anyOf/0/required",keyword:"required",params:{missingProperty: "status"}};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
if(data17.cloudRecoveryReady === undefined){
const err51 = {instancePath:instancePath+"/backups/" + i0+"/onShare",schemaPath:"#/properties/backups/items/properties/onShare/anyOf/0/required",keyword:"required",params:{missingProperty: "cloudRecoveryReady"}};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
if(data17.thumbprint === undefined){
const err52 = {instancePath:instancePath+"/backups/" + i0+"/onShare",schemaPath:"#/properties/backups/items/properties/onShare/anyOf/0/required",keyword:"required",params:{missingProperty: "thumbprint"}};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
for(const key4 in data17){
if(!(((key4 === "status") || (key4 === "cloudRecoveryReady")) || (key4 === "thumbprint"))){
const err53 = {instancePath:instancePath+"/backups/" + i0+"/onShare",schemaPath:"#/properties/backups/items/properties/onShare/anyOf/0/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key4}};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
}
if(data17.status !== undefined){
if(typeof data17.status !== "string"){
const err54 = {instancePath:instancePath+"/backups/" + i0+"/onShare/status",schemaPath:"#/properties/backups/items/properties/onShare/anyOf/0/properties/status/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
}
if(data17.cloudRecoveryReady !== undefined){
if(typeof data17.cloudRecoveryReady !== "boolean"){
const err55 = {instancePath:instancePath+"/backups/" + i0+"/onShare/cloudRecoveryReady",schemaPath:"#/properties/backups/items/properties/onShare/anyOf/0/properties/cloudRecoveryReady/type",keyword:"type",params:{type: "boolean"}};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
}
if(data17.thumbprint !== undefined){
let data20 = data17.thumbprint;
const _errs70 = errors;
let valid19 = false;
const _errs71 = errors;
if(typeof data20 === "string"){
if(!pattern6.test(data20)){
const err56 = {instancePath:instancePath+"/backups/" + i0+"/onShare/thumbprint",schemaPath:"shared.json#/$defs/thumbprint/pattern",keyword:"pattern",params:{pattern: "^[0-9A-F]{40}$"}};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
}
else {
const err57 = {instancePath:instancePath+"/backups/" + i0+"/onShare/thumbprint",schemaPath:"shared.json#/$defs/thumbprint/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
var _valid5 = _errs71 === errors;
valid19 = valid19 || _valid5;
const _errs74 = errors;
if(data20 !== null){
const err58 = {instancePath:instancePath+"/backups/" + i0+"/onShare/thumbprint",schemaPath:"#/properties/backups/items/properties/onShare/anyOf/0/properties/thumbprint/anyOf/1/type",keyword:"type",params:{type: "null"}};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
var _valid5 = _errs74 === errors;
valid19 = valid19 || _valid5;
if(!valid19){
const err59 = {instancePath:instancePath+"/backups/" + i0+"/onShare/thumbprint",schemaPath:"#/properties/backups/items/properties/onShare/anyOf/0/properties/thumbprint/anyOf",keyword:"anyOf",params:{}};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
else {
errors = _errs70;
if(vErrors !== null){
if(_errs70){
vErrors.length = _errs70;
}
else {
vErrors = null;
}
}
}
}
}
else {
const err60 = {instancePath:instancePath+"/backups/" + i0+"/onShare",schemaPath:"#/properties/backups/items/properties/onShare/anyOf/0/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err60];
}
else {
vErrors.push(err60);
}
errors++;
}
var _valid4 = _errs62 === errors;
valid17 = valid17 || _valid4;
const _errs76 = errors;
if(data17 !== null){
const err61 = {instancePath:instancePath+"/backups/" + i0+"/onShare",schemaPath:"#/properties/backups/items/properties/onShare/anyOf/1/type",keyword:"type",params:{type: "null"}};
if(vErrors === null){
vErrors = [err61];
}
else {
vErrors.push(err61);
}
errors++;
}
var _valid4 = _errs76 === errors;
valid17 = valid17 || _valid4;
if(!valid17){
const err62 = {instancePath:instancePath+"/backups/" + i0+"/onShare",schemaPath:"#/properties/backups/items/properties/onShare/anyOf",keyword:"anyOf",params:{}};
if(vErrors === null){
vErrors = [err62];
}
else {
vErrors.push(err62);
}
errors++;
}
else {
errors = _errs61;
if(vErrors !== null){
if(_errs61){
vErrors.length = _errs61;
}
else {
vErrors = null;
}
}
}
}
if(data4.difference !== undefined){
let data21 = data4.difference;
if((typeof data21 !== "string") && (data21 !== null)){
const err63 = {instancePath:instancePath+"/backups/" + i0+"/difference",schemaPath:"#/properties/backups/items/properties/difference/type",keyword:"type",params:{type: schema31.properties.backups.items.properties.difference.type}};
if(vErrors === null){
vErrors = [err63];
}
else {
vErrors.push(err63);
}
errors++;
}
if(!((((data21 === "notOnShare") || (data21 === "notListed")) || (data21 === "statusDiffers")) || (data21 === null))){
const err64 = {instancePath:instancePath+"/backups/" + i0+"/difference",schemaPath:"#/properties/backups/items/properties/difference/enum",keyword:"enum",params:{allowedValues: schema31.properties.backups.items.properties.difference.enum}};
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
const err65 = {instancePath:instancePath+"/backups/" + i0,schemaPath:"#/properties/backups/items/type",keyword:"type",params:{type: "object"}};
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
const err66 = {instancePath:instancePath+"/backups",schemaPath:"#/properties/backups/type",keyword:"type",params:{type: "array"}};
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
const err67 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err67];
}
else {
vErrors.push(err67);
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
export const schema: CompiledSchema<ServiceBackupsResult> = { validate: compiled, expectations };

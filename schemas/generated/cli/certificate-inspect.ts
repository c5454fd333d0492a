// Generated from schemas/cli/certificate-inspect.json by `npm run generate`. Do not edit.
// @ts-nocheck
import type { CompiledSchema } from '../../../src/schema/compiled-schema.js';
import type { CertificateInspectResult } from '../../../src/schema/generated/cli-types.js';
const compiled = validate20;

const schema31 = {"$schema":"https://json-schema.org/draft/2020-12/schema","title":"CertificateInspectResult","description":"Result of restack certificate inspect.","type":"object","required":["file","format","hasPrivateKey","certificates","service","sets"],"additionalProperties":false,"properties":{"file":{"description":"the file as it was given","type":"string"},"format":{"type":"string","enum":["pfx","pem","cer"]},"hasPrivateKey":{"anyOf":[{"description":"null when it cannot be known without the password","type":"boolean"},{"type":"null"}]},"certificates":{"description":"empty when the file shows none without its password, and none was given","type":"array","items":{"type":"object","required":["subject","thumbprint","thumbprintSha256","keyType","keySizeBits","notBefore","notAfter","hasPrivateKey","expired"],"additionalProperties":false,"properties":{"subject":{"description":"most specific name first","type":"string"},"thumbprint":{"$ref":"shared.json#/$defs/thumbprint"},"thumbprintSha256":{"description":"SHA-256 of the certificate: 64 hexadecimal digits in upper case","type":"string","pattern":"^[0-9A-F]{64}$"},"keyType":{"description":"rsa, ec, or as node:crypto names it","type":"string"},"keySizeBits":{"anyOf":[{"description":"length of an RSA modulus","type":"integer"},{"type":"null"}]},"notBefore":{"$ref":"shared.json#/$defs/time"},"notAfter":{"$ref":"shared.json#/$defs/time"},"hasPrivateKey":{"anyOf":[{"description":"null when it cannot be known without the password","type":"boolean"},{"type":"null"}]},"expired":{"type":"boolean"}}}},"service":{"type":"object","required":["accepted","problems"],"additionalProperties":false,"properties":{"accepted":{"description":"whether the backup service takes this file","type":"boolean"},"problems":{"description":"why not, each in one sentence","type":"array","items":{"type":"object","required":["code","message"],"additionalProperties":false,"properties":{"code":{"type":"string","enum":["PRIVATE_KEY_INSIDE","NOT_A_CER","NOT_ONE_CERTIFICATE","NOT_RSA","KEY_TOO_SHORT","EXPIRED","NOT_YET_VALID"]},"message":{"type":"string"}}}}}},"sets":{"anyOf":[{"description":"the sets of the share that name one of the certificates; null when no share was given","type":"array","items":{"type":"object","required":["backupId","createdAt","thumbprint","state"],"additionalProperties":false,"properties":{"backupId":{"$ref":"shared.json#/$defs/backupId"},"createdAt":{"$ref":"shared.json#/$defs/time"},"thumbprint":{"$ref":"shared.json#/$defs/thumbprint"},"state":{"description":"opens: every wrapped key of the set unwraps; named: the set names the certificate, and the private key is not at hand; does-not-open: it names it and does not unwrap","type":"string","enum":["opens","named","does-not-open"]}}}},{"type":"null"}]}}};
const func1 = Object.prototype.hasOwnProperty;
const pattern4 = new RegExp("^[0-9A-F]{40}$", "u");
const pattern5 = new RegExp("^[0-9A-F]{64}$", "u");
const pattern6 = new RegExp("^\\d{4,}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:\\.\\d+)?Z$", "u");
const pattern8 = new RegExp("^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$", "u");

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
if(data.file === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "file"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.format === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "format"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.hasPrivateKey === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "hasPrivateKey"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.certificates === undefined){
const err3 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "certificates"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if(data.service === undefined){
const err4 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "service"}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if(data.sets === undefined){
const err5 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "sets"}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
for(const key0 in data){
if(!((((((key0 === "file") || (key0 === "format")) || (key0 === "hasPrivateKey")) || (key0 === "certificates")) || (key0 === "service")) || (key0 === "sets"))){
const err6 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.file !== undefined){
if(typeof data.file !== "string"){
const err7 = {instancePath:instancePath+"/file",schemaPath:"#/properties/file/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data.format !== undefined){
let data1 = data.format;
if(typeof data1 !== "string"){
const err8 = {instancePath:instancePath+"/format",schemaPath:"#/properties/format/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
if(!(((data1 === "pfx") || (data1 === "pem")) || (data1 === "cer"))){
const err9 = {instancePath:instancePath+"/format",schemaPath:"#/properties/format/enum",keyword:"enum",params:{allowedValues: schema31.properties.format.enum}};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data.hasPrivateKey !== undefined){
let data2 = data.hasPrivateKey;
const _errs7 = errors;
let valid1 = false;
const _errs8 = errors;
if(typeof data2 !== "boolean"){
const err10 = {instancePath:instancePath+"/hasPrivateKey",schemaPath:"#/properties/hasPrivateKey/anyOf/0/type",keyword:"type",params:{type: "boolean"}};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
var _valid0 = _errs8 === errors;
valid1 = valid1 || _valid0;
const _errs10 = errors;
if(data2 !== null){
const err11 = {instancePath:instancePath+"/hasPrivateKey",schemaPath:"#/properties/hasPrivateKey/anyOf/1/type",keyword:"type",params:{type: "null"}};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
var _valid0 = _errs10 === errors;
valid1 = valid1 || _valid0;
if(!valid1){
const err12 = {instancePath:instancePath+"/hasPrivateKey",schemaPath:"#/properties/hasPrivateKey/anyOf",keyword:"anyOf",params:{}};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
else {
errors = _errs7;
if(vErrors !== null){
if(_errs7){
vErrors.length = _errs7;
}
else {
vErrors = null;
}
}
}
}
if(data.certificates !== undefined){
let data3 = data.certificates;
if(Array.isArray(data3)){
const len0 = data3.length;
for(let i0=0; i0<len0; i0++){
let data4 = data3[i0];
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
if(data4.subject === undefined){
const err13 = {instancePath:instancePath+"/certificates/" + i0,schemaPath:"#/properties/certificates/items/required",keyword:"required",params:{missingProperty: "subject"}};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
if(data4.thumbprint === undefined){
const err14 = {instancePath:instancePath+"/certificates/" + i0,schemaPath:"#/properties/certificates/items/required",keyword:"required",params:{missingProperty: "thumbprint"}};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
if(data4.thumbprintSha256 === undefined){
const err15 = {instancePath:instancePath+"/certificates/" + i0,schemaPath:"#/properties/certificates/items/required",keyword:"required",params:{missingProperty: "thumbprintSha256"}};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
if(data4.keyType === undefined){
const err16 = {instancePath:instancePath+"/certificates/" + i0,schemaPath:"#/properties/certificates/items/required",keyword:"required",params:{missingProperty: "keyType"}};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
if(data4.keySizeBits === undefined){
const err17 = {instancePath:instancePath+"/certificates/" + i0,schemaPath:"#/properties/certificates/items/required",keyword:"required",params:{missingProperty: "keySizeBits"}};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
if(data4.notBefore === undefined){
const err18 = {instancePath:instancePath+"/certificates/" + i0,schemaPath:"#/properties/certificates/items/required",keyword:"required",params:{missingProperty: "notBefore"}};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
if(data4.notAfter === undefined){
const err19 = {instancePath:instancePath+"/certificates/" + i0,schemaPath:"#/properties/certificates/items/required",keyword:"required",params:{missingProperty: "notAfter"}};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
if(data4.hasPrivateKey === undefined){
const err20 = {instancePath:instancePath+"/certificates/" + i0,schemaPath:"#/properties/certificates/items/required",keyword:"required",params:{missingProperty: "hasPrivateKey"}};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
if(data4.expired === undefined){
const err21 = {instancePath:instancePath+"/certificates/" + i0,schemaPath:"#/properties/certificates/items/required",keyword:"required",params:{missingProperty: "expired"}};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
for(const key1 in data4){
if(!(func1.call(schema31.properties.certificates.items.properties, key1))){
const err22 = {instancePath:instancePath+"/certificates/" + i0,schemaPath:"#/properties/certificates/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1}};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
if(data4.subject !== undefined){
if(typeof data4.subject !== "string"){
const err23 = {instancePath:instancePath+"/certificates/" + i0+"/subject",schemaPath:"#/properties/certificates/items/properties/subject/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
if(data4.thumbprint !== undefined){
let data6 = data4.thumbprint;
if(typeof data6 === "string"){
if(!pattern4.test(data6)){
const err24 = {instancePath:instancePath+"/certificates/" + i0+"/thumbprint",schemaPath:"shared.json#/$defs/thumbprint/pattern",keyword:"pattern",params:{pattern: "^[0-9A-F]{40}$"}};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
else {
const err25 = {instancePath:instancePath+"/certificates/" + i0+"/thumbprint",schemaPath:"shared.json#/$defs/thumbprint/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
if(data4.thumbprintSha256 !== undefined){
let data7 = data4.thumbprintSha256;
if(typeof data7 === "string"){
if(!pattern5.test(data7)){
const err26 = {instancePath:instancePath+"/certificates/" + i0+"/thumbprintSha256",schemaPath:"#/properties/certificates/items/properties/thumbprintSha256/pattern",keyword:"pattern",params:{pattern: "^[0-9A-F]{64}$"}};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
else {
const err27 = {instancePath:instancePath+"/certificates/" + i0+"/thumbprintSha256",schemaPath:"#/properties/certificates/items/properties/thumbprintSha256/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
if(data4.keyType !== undefined){
if(typeof data4.keyType !== "string"){
const err28 = {instancePath:instancePath+"/certificates/" + i0+"/keyType",schemaPath:"#/properties/certificates/items/properties/keyType/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
if(data4.keySizeBits !== undefined){
let data9 = data4.keySizeBits;
const _errs27 = errors;
let valid6 = false;
const _errs28 = errors;
if(!(((typeof data9 == "number") && (!(data9 % 1) && !isNaN(data9))) && (isFinite(data9)))){
const err29 = {instancePath:instancePath+"/certificates/" + i0+"/keySizeBits",schemaPath:"#/properties/certificates/items/properties/keySizeBits/anyOf/0/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
var _valid1 = _errs28 === errors;
valid6 = valid6 || _valid1;
const _errs30 = errors;
if(data9 !== null){
const err30 = {instancePath:instancePath+"/certificates/" + i0+"/keySizeBits",schemaPath:"#/properties/certificates/items/properties/keySizeBits/anyOf/1/type",keyword:"type",params:{type: "null"}};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
var _valid1 = _errs30 === errors;
valid6 = valid6 || _valid1;
if(!valid6){
const err31 = {instancePath:instancePath+"/certificates/" + i0+"/keySizeBits",schemaPath:"#/properties/certificates/items/properties/keySizeBits/anyOf",keyword:"anyOf",params:{}};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
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
if(data4.notBefore !== undefined){
let data10 = data4.notBefore;
if(typeof data10 === "string"){
if(!pattern6.test(data10)){
const err32 = {instancePath:instancePath+"/certificates/" + i0+"/notBefore",schemaPath:"shared.json#/$defs/time/pattern",keyword:"pattern",params:{pattern: "^\\d{4,}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:\\.\\d+)?Z$"}};
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
const err33 = {instancePath:instancePath+"/certificates/" + i0+"/notBefore",schemaPath:"shared.json#/$defs/time/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
if(data4.notAfter !== undefined){
let data11 = data4.notAfter;
if(typeof data11 === "string"){
if(!pattern6.test(data11)){
const err34 = {instancePath:instancePath+"/certificates/" + i0+"/notAfter",schemaPath:"shared.json#/$defs/time/pattern",keyword:"pattern",params:{pattern: "^\\d{4,}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:\\.\\d+)?Z$"}};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
else {
const err35 = {instancePath:instancePath+"/certificates/" + i0+"/notAfter",schemaPath:"shared.json#/$defs/time/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
if(data4.hasPrivateKey !== undefined){
let data12 = data4.hasPrivateKey;
const _errs39 = errors;
let valid9 = false;
const _errs40 = errors;
if(typeof data12 !== "boolean"){
const err36 = {instancePath:instancePath+"/certificates/" + i0+"/hasPrivateKey",schemaPath:"#/properties/certificates/items/properties/hasPrivateKey/anyOf/0/type",keyword:"type",params:{type: "boolean"}};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
var _valid2 = _errs40 === errors;
valid9 = valid9 || _valid2;
const _errs42 = errors;
if(data12 !== null){
const err37 = {instancePath:instancePath+"/certificates/" + i0+"/hasPrivateKey",schemaPath:"#/properties/certificates/items/properties/hasPrivateKey/anyOf/1/type",keyword:"type",params:{type: "null"}};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
var _valid2 = _errs42 === errors;
valid9 = valid9 || _valid2;
if(!valid9){
const err38 = {instancePath:instancePath+"/certificates/" + i0+"/hasPrivateKey",schemaPath:"#/properties/certificates/items/properties/hasPrivateKey/anyOf",keyword:"anyOf",params:{}};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
else {
errors = _errs39;
if(vErrors !== null){
if(_errs39){
vErrors.length = _errs39;
}
else {
vErrors = null;
}
}
}
}
if(data4.expired !== undefined){
if(typeof data4.expired !== "boolean"){
const err39 = {instancePath:instancePath+"/certificates/" + i0+"/expired",schemaPath:"#/properties/certificates/items/properties/expired/type",keyword:"type",params:{type: "boolean"}};
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
const err40 = {instancePath:instancePath+"/certificates/" + i0,schemaPath:"#/properties/certificates/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
}
}
else {
const err41 = {instancePath:instancePath+"/certificates",schemaPath:"#/properties/certificates/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
}
if(data.service !== undefined){
let data14 = data.service;
if(data14 && typeof data14 == "object" && !Array.isArray(data14)){
if(data14.accepted === undefined){
const err42 = {instancePath:instancePath+"/service",schemaPath:"#/properties/service/required",keyword:"required",params:{missingProperty: "accepted"}};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
if(data14.problems === undefined){
const err43 = {instancePath:instancePath+"/service",schemaPath:"#/properties/service/required",keyword:"required",params:{missingProperty: "problems"}};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
for(const key2 in data14){
if(!((key2 === "accepted") || (key2 === "problems"))){
const err44 = {instancePath:instancePath+"/service",schemaPath:"#/properties/service/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2}};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
}
if(data14.accepted !== undefined){
if(typeof data14.accepted !== "boolean"){
const err45 = {instancePath:instancePath+"/service/accepted",schemaPath:"#/properties/service/properties/accepted/type",keyword:"type",params:{type: "boolean"}};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
}
if(data14.problems !== undefined){
let data16 = data14.problems;
if(Array.isArray(data16)){
const len1 = data16.length;
for(let i1=0; i1<len1; i1++){
let data17 = data16[i1];
if(data17 && typeof data17 == "object" && !Array.isArray(data17)){
if(data17.code === undefined){
const err46 = {instancePath:instancePath+"/service/problems/" + i1,schemaPath:"#/properties/service/properties/problems/items/required",keyword:"required",params:{missingProperty: "code"}};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
if(data17.message === undefined){
const err47 = {instancePath:instancePath+"/service/problems/" + i1,schemaPath:"#/properties/service/properties/problems/items/required",keyword:"required",params:{missingProperty: "message"}};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
for(const key3 in data17){
if(!((key3 === "code") || (key3 === "message"))){
const err48 = {instancePath:instancePath+"/service/problems/" + i1,schemaPath:"#/properties/service/properties/problems/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3}};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
}
if(data17.code !== undefined){
let data18 = data17.code;
if(typeof data18 !== "string"){
const err49 = {instancePath:instancePath+"/service/problems/" + i1+"/code",schemaPath:"#/properties/service/properties/problems/items/properties/code/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
if(!(((((((data18 === "PRIVATE_KEY_INSIDE") || (data18 === "NOT_A_CER")) || (data18 === "NOT_ONE_CERTIFICATE")) || (data18 === "NOT_RSA")) || (data18 === "KEY_TOO_SHORT")) || (data18 === "EXPIRED")) || (data18 === "NOT_YET_VALID"))){
const err50 = {instancePath:instancePath+"/service/problems/" + i1+"/code",schemaPath:"#/properties/service/properties/problems/items/properties/code/enum",keyword:"enum",params:{allowedValues: schema31.properties.service.properties.problems.items.properties.code.enum}};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
}
if(data17.message !== undefined){
if(typeof data17.message !== "string"){
const err51 = {instancePath:instancePath+"/service/problems/" + i1+"/message",schemaPath:"#/properties/service/properties/problems/items/properties/message/type",keyword:"type",params:{type: "string"}};
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
else {
const err52 = {instancePath:instancePath+"/service/problems/" + i1,schemaPath:"#/properties/service/properties/problems/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
}
}
else {
const err53 = {instancePath:instancePath+"/service/problems",schemaPath:"#/properties/service/properties/problems/type",keyword:"type",params:{type: "array"}};
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
const err54 = {instancePath:instancePath+"/service",schemaPath:"#/properties/service/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
}
if(data.sets !== undefined){
let data20 = data.sets;
const _errs61 = errors;
let valid14 = false;
const _errs62 = errors;
if(Array.isArray(data20)){
const len2 = data20.length;
for(let i2=0; i2<len2; i2++){
let data21 = data20[i2];
if(data21 && typeof data21 == "object" && !Array.isArray(data21)){
if(data21.backupId === undefined){
const err55 = {instancePath:instancePath+"/sets/" + i2,schemaPath:"#/properties/sets/anyOf/0/items/required",keyword:"required",params:{missingProperty: "backupId"}};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
if(data21.createdAt === undefined){
const err56 = {instancePath:instancePath+"/sets/" + i2,schemaPath:"#/properties/sets/anyOf/0/items/required",keyword:"required",params:{missingProperty: "createdAt"}};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
if(data21.thumbprint === undefined){
const err57 = {instancePath:instancePath+"/sets/" + i2,schemaPath:"#/properties/sets/anyOf/0/items/required",keyword:"required",params:{missingProperty: "thumbprint"}};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
if(data21.state === undefined){
const err58 = {instancePath:instancePath+"/sets/" + i2,schemaPath:"#/properties/sets/anyOf/0/items/required",keyword:"required",params:{missingProperty: "state"}};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
for(const key4 in data21){
if(!((((key4 === "backupId") || (key4 === "createdAt")) || (key4 === "thumbprint")) || (key4 === "state"))){
const err59 = {instancePath:instancePath+"/sets/" + i2,schemaPath:"#/properties/sets/anyOf/0/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key4}};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
}
if(data21.backupId !== undefined){
let data22 = data21.backupId;
if(typeof data22 === "string"){
if(!pattern8.test(data22)){
const err60 = {instancePath:instancePath+"/sets/" + i2+"/backupId",schemaPath:"shared.json#/$defs/backupId/pattern",keyword:"pattern",params:{pattern: "^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$"}};
if(vErrors === null){
vErrors = [err60];
}
else {
vErrors.push(err60);
}
errors++;
}
}
else {
const err61 = {instancePath:instancePath+"/sets/" + i2+"/backupId",schemaPath:"shared.json#/$defs/backupId/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err61];
}
else {
vErrors.push(err61);
}
errors++;
}
}
if(data21.createdAt !== undefined){
let data23 = data21.createdAt;
if(typeof data23 === "string"){
if(!pattern6.test(data23)){
const err62 = {instancePath:instancePath+"/sets/" + i2+"/createdAt",schemaPath:"shared.json#/$defs/time/pattern",keyword:"pattern",params:{pattern: "^\\d{4,}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:\\.\\d+)?Z$"}};
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
const err63 = {instancePath:instancePath+"/sets/" + i2+"/createdAt",schemaPath:"shared.json#/$defs/time/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err63];
}
else {
vErrors.push(err63);
}
errors++;
}
}
if(data21.thumbprint !== undefined){
let data24 = data21.thumbprint;
if(typeof data24 === "string"){
if(!pattern4.test(data24)){
const err64 = {instancePath:instancePath+"/sets/" + i2+"/thumbprint",schemaPath:"shared.json#/$defs/thumbprint/pattern",keyword:"pattern",params:{pattern: "^[0-9A-F]{40}$"}};
if(vErrors === null){
vErrors = [err64];
}
else {
vErrors.push(err64);
}
errors++;
}
}
else {
const err65 = {instancePath:instancePath+"/sets/" + i2+"/thumbprint",schemaPath:"shared.json#/$defs/thumbprint/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err65];
}
else {
vErrors.push(err65);
}
errors++;
}
}
if(data21.state !== undefined){
let data25 = data21.state;
if(typeof data25 !== "string"){
const err66 = {instancePath:instancePath+"/sets/" + i2+"/state",schemaPath:"#/properties/sets/anyOf/0/items/properties/state/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err66];
}
else {
vErrors.push(err66);
}
errors++;
}
if(!(((data25 === "opens") || (data25 === "named")) || (data25 === "does-not-open"))){
const err67 = {instancePath:instancePath+"/sets/" + i2+"/state",schemaPath:"#/properties/sets/anyOf/0/items/properties/state/enum",keyword:"enum",params:{allowedValues: schema31.properties.sets.anyOf[0].items.properties.state.enum}};
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
const err68 = {instancePath:instancePath+"/sets/" + i2,schemaPath:"#/properties/sets/anyOf/0/items/type",keyword:"type",params:{type: "object"}};
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
const err69 = {instancePath:instancePath+"/sets",schemaPath:"#/properties/sets/anyOf/0/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err69];
}
else {
vErrors.push(err69);
}
errors++;
}
var _valid3 = _errs62 === errors;
valid14 = valid14 || _valid3;
const _errs78 = errors;
if(data20 !== null){
const err70 = {instancePath:instancePath+"/sets",schemaPath:"#/properties/sets/anyOf/1/type",keyword:"type",params:{type: "null"}};
if(vErrors === null){
vErrors = [err70];
}
else {
vErrors.push(err70);
}
errors++;
}
var _valid3 = _errs78 === errors;
valid14 = valid14 || _valid3;
if(!valid14){
const err71 = {instancePath:instancePath+"/sets",schemaPath:"#/properties/sets/anyOf",keyword:"anyOf",params:{}};
if(vErrors === null){
vErrors = [err71];
}
else {
vErrors.push(err71);
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
}
else {
const err72 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err72];
}
else {
vErrors.push(err72);
}
errors++;
}
validate20.errors = vErrors;
return errors === 0;
}
validate20.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};
const expectations = {
  "^[0-9A-F]{40}$": "SHA-1 of a certificate: 40 hexadecimal digits in upper case",
  "^[0-9A-F]{64}$": "SHA-256 of the certificate: 64 hexadecimal digits in upper case",
  "^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$": "a backup id: a GUID in lower case",
  "^\\d{4,}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:\\.\\d+)?Z$": "a time in ISO 8601, UTC"
};
export const schema: CompiledSchema<CertificateInspectResult> = { validate: compiled, expectations };

// Generated from schemas/vault.json by `npm run generate`. Do not edit.
// @ts-nocheck
import { countCharacters } from '../character-count.js';
import type { CompiledSchema } from '../compiled-schema.js';
import type { Vault } from './types.js';
const compiled = validate20;

const schema31 = {"$schema":"https://json-schema.org/draft/2020-12/schema","title":"Vault","description":"A key vault. Source: REST reference, section 8.1.","type":"object","required":["id","location","properties"],"properties":{"id":{"description":"the full id of a vault: /subscriptions/{id}/resourceGroups/{group}/providers/Microsoft.KeyVault/vaults/{name}, the name of 3 to 24 letters, digits or dashes","type":"string","pattern":"^/[sS][uU][bB][sS][cC][rR][iI][pP][tT][iI][oO][nN][sS]/[^/]+/[rR][eE][sS][oO][uU][rR][cC][eE][gG][rR][oO][uU][pP][sS]/[^/]+/[pP][rR][oO][vV][iI][dD][eE][rR][sS]/[mM][iI][cC][rR][oO][sS][oO][fF][tT]\\.[kK][eE][yY][vV][aA][uU][lL][tT]/[vV][aA][uU][lL][tT][sS]/[a-zA-Z0-9-]{3,24}$"},"name":{"description":"a vault's name: 3 to 24 letters, digits or dashes","type":"string","pattern":"^[a-zA-Z0-9-]{3,24}$"},"type":{"type":"string"},"location":{"$ref":"shared.json#/$defs/name"},"tags":{"$ref":"shared.json#/$defs/tags"},"properties":{"type":"object","required":["tenantId","sku"],"properties":{"tenantId":{"$ref":"shared.json#/$defs/guid"},"sku":{"type":"object","required":["family","name"],"properties":{"family":{"type":"string","enum":["A","a"]},"name":{"type":"string","enum":["standard","premium","Standard","Premium"]}}},"accessPolicies":{"type":"array","items":{"type":"object","required":["tenantId","objectId","permissions"],"properties":{"tenantId":{"$ref":"shared.json#/$defs/guid"},"objectId":{"description":"the principal: an object id of Azure AD, or a SID of AD FS; opaque","type":"string","minLength":1},"applicationId":{"$ref":"shared.json#/$defs/optionalGuid"},"permissions":{"type":"object","properties":{"keys":{"type":["array","null"],"items":{"description":"a permission: encrypt, decrypt, wrapKey, unwrapKey, sign, verify, get, list, create, update, import, delete, backup, restore, recover, purge, or all (in any case)","type":"string","pattern":"^(?:[eE][nN][cC][rR][yY][pP][tT]|[dD][eE][cC][rR][yY][pP][tT]|[wW][rR][aA][pP][kK][eE][yY]|[uU][nN][wW][rR][aA][pP][kK][eE][yY]|[sS][iI][gG][nN]|[vV][eE][rR][iI][fF][yY]|[gG][eE][tT]|[lL][iI][sS][tT]|[cC][rR][eE][aA][tT][eE]|[uU][pP][dD][aA][tT][eE]|[iI][mM][pP][oO][rR][tT]|[dD][eE][lL][eE][tT][eE]|[bB][aA][cC][kK][uU][pP]|[rR][eE][sS][tT][oO][rR][eE]|[rR][eE][cC][oO][vV][eE][rR]|[pP][uU][rR][gG][eE]|[aA][lL][lL])$"}},"secrets":{"type":["array","null"],"items":{"description":"a permission: get, list, set, delete, backup, restore, recover, purge, or all (in any case)","type":"string","pattern":"^(?:[gG][eE][tT]|[lL][iI][sS][tT]|[sS][eE][tT]|[dD][eE][lL][eE][tT][eE]|[bB][aA][cC][kK][uU][pP]|[rR][eE][sS][tT][oO][rR][eE]|[rR][eE][cC][oO][vV][eE][rR]|[pP][uU][rR][gG][eE]|[aA][lL][lL])$"}},"certificates":{"type":["array","null"],"items":{"description":"a permission: get, list, delete, create, import, update, managecontacts, getissuers, listissuers, setissuers, deleteissuers, manageissuers, backup, restore, recover, purge, or all (in any case)","type":"string","pattern":"^(?:[gG][eE][tT]|[lL][iI][sS][tT]|[dD][eE][lL][eE][tT][eE]|[cC][rR][eE][aA][tT][eE]|[iI][mM][pP][oO][rR][tT]|[uU][pP][dD][aA][tT][eE]|[mM][aA][nN][aA][gG][eE][cC][oO][nN][tT][aA][cC][tT][sS]|[gG][eE][tT][iI][sS][sS][uU][eE][rR][sS]|[lL][iI][sS][tT][iI][sS][sS][uU][eE][rR][sS]|[sS][eE][tT][iI][sS][sS][uU][eE][rR][sS]|[dD][eE][lL][eE][tT][eE][iI][sS][sS][uU][eE][rR][sS]|[mM][aA][nN][aA][gG][eE][iI][sS][sS][uU][eE][rR][sS]|[bB][aA][cC][kK][uU][pP]|[rR][eE][sS][tT][oO][rR][eE]|[rR][eE][cC][oO][vV][eE][rR]|[pP][uU][rR][gG][eE]|[aA][lL][lL])$"}},"storage":{"type":["array","null"],"items":{"type":"string"}}}}}}},"enabledForDeployment":{"$ref":"shared.json#/$defs/flag"},"enabledForDiskEncryption":{"$ref":"shared.json#/$defs/flag"},"enabledForTemplateDeployment":{"$ref":"shared.json#/$defs/flag"},"enableSoftDelete":{"$ref":"shared.json#/$defs/flag"},"enablePurgeProtection":{"$ref":"shared.json#/$defs/flag"},"createMode":{"type":"string","enum":["default","recover"]},"vaultUri":{"$ref":"shared.json#/$defs/text"},"provisioningState":{"$ref":"shared.json#/$defs/text"}},"if":{"required":["createMode"],"properties":{"createMode":{"const":"recover"}}},"else":{"properties":{"accessPolicies":true},"required":["accessPolicies"]}}}};
const schema34 = {"description":"names with text values","type":["object","null"],"additionalProperties":{"type":"string"}};
const schema37 = {"description":"a GUID, in any case, without braces","type":["string","null"],"pattern":"^[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$"};
const schema38 = {"type":["boolean","null"]};
const schema43 = {"description":"text, or null where it was never set","type":["string","null"]};
const pattern4 = new RegExp("^/[sS][uU][bB][sS][cC][rR][iI][pP][tT][iI][oO][nN][sS]/[^/]+/[rR][eE][sS][oO][uU][rR][cC][eE][gG][rR][oO][uU][pP][sS]/[^/]+/[pP][rR][oO][vV][iI][dD][eE][rR][sS]/[mM][iI][cC][rR][oO][sS][oO][fF][tT]\\.[kK][eE][yY][vV][aA][uU][lL][tT]/[vV][aA][uU][lL][tT][sS]/[a-zA-Z0-9-]{3,24}$", "u");
const pattern5 = new RegExp("^[a-zA-Z0-9-]{3,24}$", "u");
const pattern6 = new RegExp("^[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$", "u");
const pattern9 = new RegExp("^(?:[eE][nN][cC][rR][yY][pP][tT]|[dD][eE][cC][rR][yY][pP][tT]|[wW][rR][aA][pP][kK][eE][yY]|[uU][nN][wW][rR][aA][pP][kK][eE][yY]|[sS][iI][gG][nN]|[vV][eE][rR][iI][fF][yY]|[gG][eE][tT]|[lL][iI][sS][tT]|[cC][rR][eE][aA][tT][eE]|[uU][pP][dD][aA][tT][eE]|[iI][mM][pP][oO][rR][tT]|[dD][eE][lL][eE][tT][eE]|[bB][aA][cC][kK][uU][pP]|[rR][eE][sS][tT][oO][rR][eE]|[rR][eE][cC][oO][vV][eE][rR]|[pP][uU][rR][gG][eE]|[aA][lL][lL])$", "u");
const pattern10 = new RegExp("^(?:[gG][eE][tT]|[lL][iI][sS][tT]|[sS][eE][tT]|[dD][eE][lL][eE][tT][eE]|[bB][aA][cC][kK][uU][pP]|[rR][eE][sS][tT][oO][rR][eE]|[rR][eE][cC][oO][vV][eE][rR]|[pP][uU][rR][gG][eE]|[aA][lL][lL])$", "u");
const pattern11 = new RegExp("^(?:[gG][eE][tT]|[lL][iI][sS][tT]|[dD][eE][lL][eE][tT][eE]|[cC][rR][eE][aA][tT][eE]|[iI][mM][pP][oO][rR][tT]|[uU][pP][dD][aA][tT][eE]|[mM][aA][nN][aA][gG][eE][cC][oO][nN][tT][aA][cC][tT][sS]|[gG][eE][tT][iI][sS][sS][uU][eE][rR][sS]|[lL][iI][sS][tT][iI][sS][sS][uU][eE][rR][sS]|[sS][eE][tT][iI][sS][sS][uU][eE][rR][sS]|[dD][eE][lL][eE][tT][eE][iI][sS][sS][uU][eE][rR][sS]|[mM][aA][nN][aA][gG][eE][iI][sS][sS][uU][eE][rR][sS]|[bB][aA][cC][kK][uU][pP]|[rR][eE][sS][tT][oO][rR][eE]|[rR][eE][cC][oO][vV][eE][rR]|[pP][uU][rR][gG][eE]|[aA][lL][lL])$", "u");
const func1 = countCharacters;

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
if(data.id === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "id"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.location === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "location"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.properties === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "properties"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.id !== undefined){
let data0 = data.id;
if(typeof data0 === "string"){
if(!pattern4.test(data0)){
const err3 = {instancePath:instancePath+"/id",schemaPath:"#/properties/id/pattern",keyword:"pattern",params:{pattern: "^/[sS][uU][bB][sS][cC][rR][iI][pP][tT][iI][oO][nN][sS]/[^/]+/[rR][eE][sS][oO][uU][rR][cC][eE][gG][rR][oO][uU][pP][sS]/[^/]+/[pP][rR][oO][vV][iI][dD][eE][rR][sS]/[mM][iI][cC][rR][oO][sS][oO][fF][tT]\\.[kK][eE][yY][vV][aA][uU][lL][tT]/[vV][aA][uU][lL][tT][sS]/[a-zA-Z0-9-]{3,24}$"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
else {
const err4 = {instancePath:instancePath+"/id",schemaPath:"#/properties/id/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.name !== undefined){
let data1 = data.name;
if(typeof data1 === "string"){
if(!pattern5.test(data1)){
const err5 = {instancePath:instancePath+"/name",schemaPath:"#/properties/name/pattern",keyword:"pattern",params:{pattern: "^[a-zA-Z0-9-]{3,24}$"}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
else {
const err6 = {instancePath:instancePath+"/name",schemaPath:"#/properties/name/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.type !== undefined){
if(typeof data.type !== "string"){
const err7 = {instancePath:instancePath+"/type",schemaPath:"#/properties/type/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data.location !== undefined){
let data3 = data.location;
if(typeof data3 === "string"){
if(func1(data3) < 1){
const err8 = {instancePath:instancePath+"/location",schemaPath:"shared.json#/$defs/name/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
else {
const err9 = {instancePath:instancePath+"/location",schemaPath:"shared.json#/$defs/name/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data.tags !== undefined){
let data4 = data.tags;
if((!(data4 && typeof data4 == "object" && !Array.isArray(data4))) && (data4 !== null)){
const err10 = {instancePath:instancePath+"/tags",schemaPath:"shared.json#/$defs/tags/type",keyword:"type",params:{type: schema34.type}};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
for(const key0 in data4){
if(typeof data4[key0] !== "string"){
const err11 = {instancePath:instancePath+"/tags/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"shared.json#/$defs/tags/additionalProperties/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
}
}
if(data.properties !== undefined){
let data6 = data.properties;
const _errs18 = errors;
let valid4 = true;
const _errs19 = errors;
if(data6 && typeof data6 == "object" && !Array.isArray(data6)){
let missing0;
if((data6.createMode === undefined) && (missing0 = "createMode")){
const err12 = {};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
else {
if(data6.createMode !== undefined){
if("recover" !== data6.createMode){
const err13 = {};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
}
}
var _valid0 = _errs19 === errors;
errors = _errs18;
if(vErrors !== null){
if(_errs18){
vErrors.length = _errs18;
}
else {
vErrors = null;
}
}
if(!_valid0){
const _errs21 = errors;
if(data6 && typeof data6 == "object" && !Array.isArray(data6)){
if(data6.accessPolicies === undefined){
const err14 = {instancePath:instancePath+"/properties",schemaPath:"#/properties/properties/else/required",keyword:"required",params:{missingProperty: "accessPolicies"}};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
var _valid0 = _errs21 === errors;
valid4 = _valid0;
if(valid4){
var props0 = {};
props0.accessPolicies = true;
props0.createMode = true;
}
}
if(!valid4){
const err15 = {instancePath:instancePath+"/properties",schemaPath:"#/properties/properties/if",keyword:"if",params:{failingKeyword: "else"}};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
if(data6 && typeof data6 == "object" && !Array.isArray(data6)){
if(data6.tenantId === undefined){
const err16 = {instancePath:instancePath+"/properties",schemaPath:"#/properties/properties/required",keyword:"required",params:{missingProperty: "tenantId"}};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
if(data6.sku === undefined){
const err17 = {instancePath:instancePath+"/properties",schemaPath:"#/properties/properties/required",keyword:"required",params:{missingProperty: "sku"}};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
if(props0 !== true){
props0 = props0 || {};
props0.tenantId = true;
props0.sku = true;
props0.accessPolicies = true;
props0.enabledForDeployment = true;
props0.enabledForDiskEncryption = true;
props0.enabledForTemplateDeployment = true;
props0.enableSoftDelete = true;
props0.enablePurgeProtection = true;
props0.createMode = true;
props0.vaultUri = true;
props0.provisioningState = true;
}
if(data6.tenantId !== undefined){
let data8 = data6.tenantId;
if(typeof data8 === "string"){
if(!pattern6.test(data8)){
const err18 = {instancePath:instancePath+"/properties/tenantId",schemaPath:"shared.json#/$defs/guid/pattern",keyword:"pattern",params:{pattern: "^[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$"}};
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
const err19 = {instancePath:instancePath+"/properties/tenantId",schemaPath:"shared.json#/$defs/guid/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
if(data6.sku !== undefined){
let data9 = data6.sku;
if(data9 && typeof data9 == "object" && !Array.isArray(data9)){
if(data9.family === undefined){
const err20 = {instancePath:instancePath+"/properties/sku",schemaPath:"#/properties/properties/properties/sku/required",keyword:"required",params:{missingProperty: "family"}};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
if(data9.name === undefined){
const err21 = {instancePath:instancePath+"/properties/sku",schemaPath:"#/properties/properties/properties/sku/required",keyword:"required",params:{missingProperty: "name"}};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
if(data9.family !== undefined){
let data10 = data9.family;
if(typeof data10 !== "string"){
const err22 = {instancePath:instancePath+"/properties/sku/family",schemaPath:"#/properties/properties/properties/sku/properties/family/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
if(!((data10 === "A") || (data10 === "a"))){
const err23 = {instancePath:instancePath+"/properties/sku/family",schemaPath:"#/properties/properties/properties/sku/properties/family/enum",keyword:"enum",params:{allowedValues: schema31.properties.properties.properties.sku.properties.family.enum}};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
if(data9.name !== undefined){
let data11 = data9.name;
if(typeof data11 !== "string"){
const err24 = {instancePath:instancePath+"/properties/sku/name",schemaPath:"#/properties/properties/properties/sku/properties/name/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
if(!((((data11 === "standard") || (data11 === "premium")) || (data11 === "Standard")) || (data11 === "Premium"))){
const err25 = {instancePath:instancePath+"/properties/sku/name",schemaPath:"#/properties/properties/properties/sku/properties/name/enum",keyword:"enum",params:{allowedValues: schema31.properties.properties.properties.sku.properties.name.enum}};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
}
else {
const err26 = {instancePath:instancePath+"/properties/sku",schemaPath:"#/properties/properties/properties/sku/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
if(data6.accessPolicies !== undefined){
let data12 = data6.accessPolicies;
if(Array.isArray(data12)){
const len0 = data12.length;
for(let i0=0; i0<len0; i0++){
let data13 = data12[i0];
if(data13 && typeof data13 == "object" && !Array.isArray(data13)){
if(data13.tenantId === undefined){
const err27 = {instancePath:instancePath+"/properties/accessPolicies/" + i0,schemaPath:"#/properties/properties/properties/accessPolicies/items/required",keyword:"required",params:{missingProperty: "tenantId"}};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
if(data13.objectId === undefined){
const err28 = {instancePath:instancePath+"/properties/accessPolicies/" + i0,schemaPath:"#/properties/properties/properties/accessPolicies/items/required",keyword:"required",params:{missingProperty: "objectId"}};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
if(data13.permissions === undefined){
const err29 = {instancePath:instancePath+"/properties/accessPolicies/" + i0,schemaPath:"#/properties/properties/properties/accessPolicies/items/required",keyword:"required",params:{missingProperty: "permissions"}};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
if(data13.tenantId !== undefined){
let data14 = data13.tenantId;
if(typeof data14 === "string"){
if(!pattern6.test(data14)){
const err30 = {instancePath:instancePath+"/properties/accessPolicies/" + i0+"/tenantId",schemaPath:"shared.json#/$defs/guid/pattern",keyword:"pattern",params:{pattern: "^[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$"}};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
else {
const err31 = {instancePath:instancePath+"/properties/accessPolicies/" + i0+"/tenantId",schemaPath:"shared.json#/$defs/guid/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
if(data13.objectId !== undefined){
let data15 = data13.objectId;
if(typeof data15 === "string"){
if(func1(data15) < 1){
const err32 = {instancePath:instancePath+"/properties/accessPolicies/" + i0+"/objectId",schemaPath:"#/properties/properties/properties/accessPolicies/items/properties/objectId/minLength",keyword:"minLength",params:{limit: 1}};
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
const err33 = {instancePath:instancePath+"/properties/accessPolicies/" + i0+"/objectId",schemaPath:"#/properties/properties/properties/accessPolicies/items/properties/objectId/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
if(data13.applicationId !== undefined){
let data16 = data13.applicationId;
if((typeof data16 !== "string") && (data16 !== null)){
const err34 = {instancePath:instancePath+"/properties/accessPolicies/" + i0+"/applicationId",schemaPath:"shared.json#/$defs/optionalGuid/type",keyword:"type",params:{type: schema37.type}};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
if(typeof data16 === "string"){
if(!pattern6.test(data16)){
const err35 = {instancePath:instancePath+"/properties/accessPolicies/" + i0+"/applicationId",schemaPath:"shared.json#/$defs/optionalGuid/pattern",keyword:"pattern",params:{pattern: "^[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$"}};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
}
if(data13.permissions !== undefined){
let data17 = data13.permissions;
if(data17 && typeof data17 == "object" && !Array.isArray(data17)){
if(data17.keys !== undefined){
let data18 = data17.keys;
if((!(Array.isArray(data18))) && (data18 !== null)){
const err36 = {instancePath:instancePath+"/properties/accessPolicies/" + i0+"/permissions/keys",schemaPath:"#/properties/properties/properties/accessPolicies/items/properties/permissions/properties/keys/type",keyword:"type",params:{type: schema31.properties.properties.properties.accessPolicies.items.properties.permissions.properties.keys.type}};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
if(Array.isArray(data18)){
const len1 = data18.length;
for(let i1=0; i1<len1; i1++){
let data19 = data18[i1];
if(typeof data19 === "string"){
if(!pattern9.test(data19)){
const err37 = {instancePath:instancePath+"/properties/accessPolicies/" + i0+"/permissions/keys/" + i1,schemaPath:"#/properties/properties/properties/accessPolicies/items/properties/permissions/properties/keys/items/pattern",keyword:"pattern",params:{pattern: "^(?:[eE][nN][cC][rR][yY][pP][tT]|[dD][eE][cC][rR][yY][pP][tT]|[wW][rR][aA][pP][kK][eE][yY]|[uU][nN][wW][rR][aA][pP][kK][eE][yY]|[sS][iI][gG][nN]|[vV][eE][rR][iI][fF][yY]|[gG][eE][tT]|[lL][iI][sS][tT]|[cC][rR][eE][aA][tT][eE]|[uU][pP][dD][aA][tT][eE]|[iI][mM][pP][oO][rR][tT]|[dD][eE][lL][eE][tT][eE]|[bB][aA][cC][kK][uU][pP]|[rR][eE][sS][tT][oO][rR][eE]|[rR][eE][cC][oO][vV][eE][rR]|[pP][uU][rR][gG][eE]|[aA][lL][lL])$"}};
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
const err38 = {instancePath:instancePath+"/properties/accessPolicies/" + i0+"/permissions/keys/" + i1,schemaPath:"#/properties/properties/properties/accessPolicies/items/properties/permissions/properties/keys/items/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
}
}
}
if(data17.secrets !== undefined){
let data20 = data17.secrets;
if((!(Array.isArray(data20))) && (data20 !== null)){
const err39 = {instancePath:instancePath+"/properties/accessPolicies/" + i0+"/permissions/secrets",schemaPath:"#/properties/properties/properties/accessPolicies/items/properties/permissions/properties/secrets/type",keyword:"type",params:{type: schema31.properties.properties.properties.accessPolicies.items.properties.permissions.properties.secrets.type}};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
if(Array.isArray(data20)){
const len2 = data20.length;
for(let i2=0; i2<len2; i2++){
let data21 = data20[i2];
if(typeof data21 === "string"){
if(!pattern10.test(data21)){
const err40 = {instancePath:instancePath+"/properties/accessPolicies/" + i0+"/permissions/secrets/" + i2,schemaPath:"#/properties/properties/properties/accessPolicies/items/properties/permissions/properties/secrets/items/pattern",keyword:"pattern",params:{pattern: "^(?:[gG][eE][tT]|[lL][iI][sS][tT]|[sS][eE][tT]|[dD][eE][lL][eE][tT][eE]|[bB][aA][cC][kK][uU][pP]|[rR][eE][sS][tT][oO][rR][eE]|[rR][eE][cC][oO][vV][eE][rR]|[pP][uU][rR][gG][eE]|[aA][lL][lL])$"}};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
}
else {
const err41 = {instancePath:instancePath+"/properties/accessPolicies/" + i0+"/permissions/secrets/" + i2,schemaPath:"#/properties/properties/properties/accessPolicies/items/properties/permissions/properties/secrets/items/type",keyword:"type",params:{type: "string"}};
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
}
if(data17.certificates !== undefined){
let data22 = data17.certificates;
if((!(Array.isArray(data22))) && (data22 !== null)){
const err42 = {instancePath:instancePath+"/properties/accessPolicies/" + i0+"/permissions/certificates",schemaPath:"#/properties/properties/properties/accessPolicies/items/properties/permissions/properties/certificates/type",keyword:"type",params:{type: schema31.properties.properties.properties.accessPolicies.items.properties.permissions.properties.certificates.type}};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
if(Array.isArray(data22)){
const len3 = data22.length;
for(let i3=0; i3<len3; i3++){
let data23 = data22[i3];
if(typeof data23 === "string"){
if(!pattern11.test(data23)){
const err43 = {instancePath:instancePath+"/properties/accessPolicies/" + i0+"/permissions/certificates/" + i3,schemaPath:"#/properties/properties/properties/accessPolicies/items/properties/permissions/properties/certificates/items/pattern",keyword:"pattern",params:{pattern: "^(?:[gG][eE][tT]|[lL][iI][sS][tT]|[dD][eE][lL][eE][tT][eE]|[cC][rR][eE][aA][tT][eE]|[iI][mM][pP][oO][rR][tT]|[uU][pP][dD][aA][tT][eE]|[mM][aA][nN][aA][gG][eE][cC][oO][nN][tT][aA][cC][tT][sS]|[gG][eE][tT][iI][sS][sS][uU][eE][rR][sS]|[lL][iI][sS][tT][iI][sS][sS][uU][eE][rR][sS]|[sS][eE][tT][iI][sS][sS][uU][eE][rR][sS]|[dD][eE][lL][eE][tT][eE][iI][sS][sS][uU][eE][rR][sS]|[mM][aA][nN][aA][gG][eE][iI][sS][sS][uU][eE][rR][sS]|[bB][aA][cC][kK][uU][pP]|[rR][eE][sS][tT][oO][rR][eE]|[rR][eE][cC][oO][vV][eE][rR]|[pP][uU][rR][gG][eE]|[aA][lL][lL])$"}};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
}
else {
const err44 = {instancePath:instancePath+"/properties/accessPolicies/" + i0+"/permissions/certificates/" + i3,schemaPath:"#/properties/properties/properties/accessPolicies/items/properties/permissions/properties/certificates/items/type",keyword:"type",params:{type: "string"}};
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
}
if(data17.storage !== undefined){
let data24 = data17.storage;
if((!(Array.isArray(data24))) && (data24 !== null)){
const err45 = {instancePath:instancePath+"/properties/accessPolicies/" + i0+"/permissions/storage",schemaPath:"#/properties/properties/properties/accessPolicies/items/properties/permissions/properties/storage/type",keyword:"type",params:{type: schema31.properties.properties.properties.accessPolicies.items.properties.permissions.properties.storage.type}};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
if(Array.isArray(data24)){
const len4 = data24.length;
for(let i4=0; i4<len4; i4++){
if(typeof data24[i4] !== "string"){
const err46 = {instancePath:instancePath+"/properties/accessPolicies/" + i0+"/permissions/storage/" + i4,schemaPath:"#/properties/properties/properties/accessPolicies/items/properties/permissions/properties/storage/items/type",keyword:"type",params:{type: "string"}};
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
}
}
else {
const err47 = {instancePath:instancePath+"/properties/accessPolicies/" + i0+"/permissions",schemaPath:"#/properties/properties/properties/accessPolicies/items/properties/permissions/type",keyword:"type",params:{type: "object"}};
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
else {
const err48 = {instancePath:instancePath+"/properties/accessPolicies/" + i0,schemaPath:"#/properties/properties/properties/accessPolicies/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
}
}
else {
const err49 = {instancePath:instancePath+"/properties/accessPolicies",schemaPath:"#/properties/properties/properties/accessPolicies/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
}
if(data6.enabledForDeployment !== undefined){
let data26 = data6.enabledForDeployment;
if((typeof data26 !== "boolean") && (data26 !== null)){
const err50 = {instancePath:instancePath+"/properties/enabledForDeployment",schemaPath:"shared.json#/$defs/flag/type",keyword:"type",params:{type: schema38.type}};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
}
if(data6.enabledForDiskEncryption !== undefined){
let data27 = data6.enabledForDiskEncryption;
if((typeof data27 !== "boolean") && (data27 !== null)){
const err51 = {instancePath:instancePath+"/properties/enabledForDiskEncryption",schemaPath:"shared.json#/$defs/flag/type",keyword:"type",params:{type: schema38.type}};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
}
if(data6.enabledForTemplateDeployment !== undefined){
let data28 = data6.enabledForTemplateDeployment;
if((typeof data28 !== "boolean") && (data28 !== null)){
const err52 = {instancePath:instancePath+"/properties/enabledForTemplateDeployment",schemaPath:"shared.json#/$defs/flag/type",keyword:"type",params:{type: schema38.type}};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
}
if(data6.enableSoftDelete !== undefined){
let data29 = data6.enableSoftDelete;
if((typeof data29 !== "boolean") && (data29 !== null)){
const err53 = {instancePath:instancePath+"/properties/enableSoftDelete",schemaPath:"shared.json#/$defs/flag/type",keyword:"type",params:{type: schema38.type}};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
}
if(data6.enablePurgeProtection !== undefined){
let data30 = data6.enablePurgeProtection;
if((typeof data30 !== "boolean") && (data30 !== null)){
const err54 = {instancePath:instancePath+"/properties/enablePurgeProtection",schemaPath:"shared.json#/$defs/flag/type",keyword:"type",params:{type: schema38.type}};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
}
if(data6.createMode !== undefined){
let data31 = data6.createMode;
if(typeof data31 !== "string"){
const err55 = {instancePath:instancePath+"/properties/createMode",schemaPath:"#/properties/properties/properties/createMode/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
if(!((data31 === "default") || (data31 === "recover"))){
const err56 = {instancePath:instancePath+"/properties/createMode",schemaPath:"#/properties/properties/properties/createMode/enum",keyword:"enum",params:{allowedValues: schema31.properties.properties.properties.createMode.enum}};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
}
if(data6.vaultUri !== undefined){
let data32 = data6.vaultUri;
if((typeof data32 !== "string") && (data32 !== null)){
const err57 = {instancePath:instancePath+"/properties/vaultUri",schemaPath:"shared.json#/$defs/text/type",keyword:"type",params:{type: schema43.type}};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
}
if(data6.provisioningState !== undefined){
let data33 = data6.provisioningState;
if((typeof data33 !== "string") && (data33 !== null)){
const err58 = {instancePath:instancePath+"/properties/provisioningState",schemaPath:"shared.json#/$defs/text/type",keyword:"type",params:{type: schema43.type}};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
}
}
else {
const err59 = {instancePath:instancePath+"/properties",schemaPath:"#/properties/properties/type",keyword:"type",params:{type: "object"}};
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
else {
const err60 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err60];
}
else {
vErrors.push(err60);
}
errors++;
}
validate20.errors = vErrors;
return errors === 0;
}
validate20.evaluated = {"props":{"id":true,"name":true,"type":true,"location":true,"tags":true,"properties":true},"dynamicProps":false,"dynamicItems":false};
const expectations = {
  "^(?:[eE][nN][cC][rR][yY][pP][tT]|[dD][eE][cC][rR][yY][pP][tT]|[wW][rR][aA][pP][kK][eE][yY]|[uU][nN][wW][rR][aA][pP][kK][eE][yY]|[sS][iI][gG][nN]|[vV][eE][rR][iI][fF][yY]|[gG][eE][tT]|[lL][iI][sS][tT]|[cC][rR][eE][aA][tT][eE]|[uU][pP][dD][aA][tT][eE]|[iI][mM][pP][oO][rR][tT]|[dD][eE][lL][eE][tT][eE]|[bB][aA][cC][kK][uU][pP]|[rR][eE][sS][tT][oO][rR][eE]|[rR][eE][cC][oO][vV][eE][rR]|[pP][uU][rR][gG][eE]|[aA][lL][lL])$": "a permission: encrypt, decrypt, wrapKey, unwrapKey, sign, verify, get, list, create, update, import, delete, backup, restore, recover, purge, or all (in any case)",
  "^(?:[gG][eE][tT]|[lL][iI][sS][tT]|[dD][eE][lL][eE][tT][eE]|[cC][rR][eE][aA][tT][eE]|[iI][mM][pP][oO][rR][tT]|[uU][pP][dD][aA][tT][eE]|[mM][aA][nN][aA][gG][eE][cC][oO][nN][tT][aA][cC][tT][sS]|[gG][eE][tT][iI][sS][sS][uU][eE][rR][sS]|[lL][iI][sS][tT][iI][sS][sS][uU][eE][rR][sS]|[sS][eE][tT][iI][sS][sS][uU][eE][rR][sS]|[dD][eE][lL][eE][tT][eE][iI][sS][sS][uU][eE][rR][sS]|[mM][aA][nN][aA][gG][eE][iI][sS][sS][uU][eE][rR][sS]|[bB][aA][cC][kK][uU][pP]|[rR][eE][sS][tT][oO][rR][eE]|[rR][eE][cC][oO][vV][eE][rR]|[pP][uU][rR][gG][eE]|[aA][lL][lL])$": "a permission: get, list, delete, create, import, update, managecontacts, getissuers, listissuers, setissuers, deleteissuers, manageissuers, backup, restore, recover, purge, or all (in any case)",
  "^(?:[gG][eE][tT]|[lL][iI][sS][tT]|[sS][eE][tT]|[dD][eE][lL][eE][tT][eE]|[bB][aA][cC][kK][uU][pP]|[rR][eE][sS][tT][oO][rR][eE]|[rR][eE][cC][oO][vV][eE][rR]|[pP][uU][rR][gG][eE]|[aA][lL][lL])$": "a permission: get, list, set, delete, backup, restore, recover, purge, or all (in any case)",
  "^/[sS][uU][bB][sS][cC][rR][iI][pP][tT][iI][oO][nN][sS]/[^/]+/[rR][eE][sS][oO][uU][rR][cC][eE][gG][rR][oO][uU][pP][sS]/[^/]+/[pP][rR][oO][vV][iI][dD][eE][rR][sS]/[mM][iI][cC][rR][oO][sS][oO][fF][tT]\\.[kK][eE][yY][vV][aA][uU][lL][tT]/[vV][aA][uU][lL][tT][sS]/[a-zA-Z0-9-]{3,24}$": "the full id of a vault: /subscriptions/{id}/resourceGroups/{group}/providers/Microsoft.KeyVault/vaults/{name}, the name of 3 to 24 letters, digits or dashes",
  "^[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$": "a GUID, in any case, without braces",
  "^[a-zA-Z0-9-]{3,24}$": "a vault's name: 3 to 24 letters, digits or dashes"
};
export const schema: CompiledSchema<Vault> = { validate: compiled, expectations };

// Generated from schemas/network-quota.json by `npm run generate`. Do not edit.
// @ts-nocheck
import { countCharacters } from '../character-count.js';
import type { CompiledSchema } from '../compiled-schema.js';
import type { NetworkQuota } from './types.js';
const compiled = validate20;

const schema31 = {"$schema":"https://json-schema.org/draft/2020-12/schema","title":"NetworkQuota","description":"A quota of Microsoft.Network.Admin, as the API returns it. Source: REST reference, section 3.2.","type":"object","required":["id","properties"],"properties":{"id":{"description":"the full id of a quota: /subscriptions/{id}/providers/Microsoft.Network.Admin/locations/{region}/quotas/{name}","type":"string","pattern":"^/[sS][uU][bB][sS][cC][rR][iI][pP][tT][iI][oO][nN][sS]/[^/]+/[pP][rR][oO][vV][iI][dD][eE][rR][sS]/[mM][iI][cC][rR][oO][sS][oO][fF][tT]\\.[nN][eE][tT][wW][oO][rR][kK]\\.[aA][dD][mM][iI][nN]/[lL][oO][cC][aA][tT][iI][oO][nN][sS]/[^/]+/[qQ][uU][oO][tT][aA][sS]/[^/]+$"},"name":{"$ref":"shared.json#/$defs/name"},"type":{"type":"string"},"location":{"$ref":"shared.json#/$defs/text"},"tags":{"$ref":"shared.json#/$defs/tags"},"etag":{"$ref":"shared.json#/$defs/text"},"properties":{"type":"object","properties":{"maxPublicIpsPerSubscription":{"$ref":"shared.json#/$defs/count64"},"maxVnetsPerSubscription":{"$ref":"shared.json#/$defs/count64"},"maxVirtualNetworkGatewaysPerSubscription":{"$ref":"shared.json#/$defs/count64"},"maxVirtualNetworkGatewayConnectionsPerSubscription":{"$ref":"shared.json#/$defs/count64"},"maxLoadBalancersPerSubscription":{"$ref":"shared.json#/$defs/count64"},"maxNicsPerSubscription":{"$ref":"shared.json#/$defs/count64"},"maxSecurityGroupsPerSubscription":{"$ref":"shared.json#/$defs/count64"},"migrationPhase":{"type":"string","enum":["None","Prepare","Commit","Abort"]},"provisioningState":{"$ref":"shared.json#/$defs/text"}}}}};
const schema34 = {"description":"text, or null where it was never set","type":["string","null"]};
const schema35 = {"description":"names with text values","type":["object","null"],"additionalProperties":{"type":"string"}};
const pattern4 = new RegExp("^/[sS][uU][bB][sS][cC][rR][iI][pP][tT][iI][oO][nN][sS]/[^/]+/[pP][rR][oO][vV][iI][dD][eE][rR][sS]/[mM][iI][cC][rR][oO][sS][oO][fF][tT]\\.[nN][eE][tT][wW][oO][rR][kK]\\.[aA][dD][mM][iI][nN]/[lL][oO][cC][aA][tT][iI][oO][nN][sS]/[^/]+/[qQ][uU][oO][tT][aA][sS]/[^/]+$", "u");
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
if(data.properties === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "properties"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.id !== undefined){
let data0 = data.id;
if(typeof data0 === "string"){
if(!pattern4.test(data0)){
const err2 = {instancePath:instancePath+"/id",schemaPath:"#/properties/id/pattern",keyword:"pattern",params:{pattern: "^/[sS][uU][bB][sS][cC][rR][iI][pP][tT][iI][oO][nN][sS]/[^/]+/[pP][rR][oO][vV][iI][dD][eE][rR][sS]/[mM][iI][cC][rR][oO][sS][oO][fF][tT]\\.[nN][eE][tT][wW][oO][rR][kK]\\.[aA][dD][mM][iI][nN]/[lL][oO][cC][aA][tT][iI][oO][nN][sS]/[^/]+/[qQ][uU][oO][tT][aA][sS]/[^/]+$"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
else {
const err3 = {instancePath:instancePath+"/id",schemaPath:"#/properties/id/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.name !== undefined){
let data1 = data.name;
if(typeof data1 === "string"){
if(func1(data1) < 1){
const err4 = {instancePath:instancePath+"/name",schemaPath:"shared.json#/$defs/name/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
else {
const err5 = {instancePath:instancePath+"/name",schemaPath:"shared.json#/$defs/name/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.type !== undefined){
if(typeof data.type !== "string"){
const err6 = {instancePath:instancePath+"/type",schemaPath:"#/properties/type/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.location !== undefined){
let data3 = data.location;
if((typeof data3 !== "string") && (data3 !== null)){
const err7 = {instancePath:instancePath+"/location",schemaPath:"shared.json#/$defs/text/type",keyword:"type",params:{type: schema34.type}};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data.tags !== undefined){
let data4 = data.tags;
if((!(data4 && typeof data4 == "object" && !Array.isArray(data4))) && (data4 !== null)){
const err8 = {instancePath:instancePath+"/tags",schemaPath:"shared.json#/$defs/tags/type",keyword:"type",params:{type: schema35.type}};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
for(const key0 in data4){
if(typeof data4[key0] !== "string"){
const err9 = {instancePath:instancePath+"/tags/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"shared.json#/$defs/tags/additionalProperties/type",keyword:"type",params:{type: "string"}};
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
}
if(data.etag !== undefined){
let data6 = data.etag;
if((typeof data6 !== "string") && (data6 !== null)){
const err10 = {instancePath:instancePath+"/etag",schemaPath:"shared.json#/$defs/text/type",keyword:"type",params:{type: schema34.type}};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data.properties !== undefined){
let data7 = data.properties;
if(data7 && typeof data7 == "object" && !Array.isArray(data7)){
if(data7.maxPublicIpsPerSubscription !== undefined){
let data8 = data7.maxPublicIpsPerSubscription;
if(!(((typeof data8 == "number") && (!(data8 % 1) && !isNaN(data8))) && (isFinite(data8)))){
const err11 = {instancePath:instancePath+"/properties/maxPublicIpsPerSubscription",schemaPath:"shared.json#/$defs/count64/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
if((typeof data8 == "number") && (isFinite(data8))){
if(data8 > 9223372036854776000 || isNaN(data8)){
const err12 = {instancePath:instancePath+"/properties/maxPublicIpsPerSubscription",schemaPath:"shared.json#/$defs/count64/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9223372036854776000}};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
if(data8 < 0 || isNaN(data8)){
const err13 = {instancePath:instancePath+"/properties/maxPublicIpsPerSubscription",schemaPath:"shared.json#/$defs/count64/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
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
if(data7.maxVnetsPerSubscription !== undefined){
let data9 = data7.maxVnetsPerSubscription;
if(!(((typeof data9 == "number") && (!(data9 % 1) && !isNaN(data9))) && (isFinite(data9)))){
const err14 = {instancePath:instancePath+"/properties/maxVnetsPerSubscription",schemaPath:"shared.json#/$defs/count64/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
if((typeof data9 == "number") && (isFinite(data9))){
if(data9 > 9223372036854776000 || isNaN(data9)){
const err15 = {instancePath:instancePath+"/properties/maxVnetsPerSubscription",schemaPath:"shared.json#/$defs/count64/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9223372036854776000}};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
if(data9 < 0 || isNaN(data9)){
const err16 = {instancePath:instancePath+"/properties/maxVnetsPerSubscription",schemaPath:"shared.json#/$defs/count64/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
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
if(data7.maxVirtualNetworkGatewaysPerSubscription !== undefined){
let data10 = data7.maxVirtualNetworkGatewaysPerSubscription;
if(!(((typeof data10 == "number") && (!(data10 % 1) && !isNaN(data10))) && (isFinite(data10)))){
const err17 = {instancePath:instancePath+"/properties/maxVirtualNetworkGatewaysPerSubscription",schemaPath:"shared.json#/$defs/count64/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
if((typeof data10 == "number") && (isFinite(data10))){
if(data10 > 9223372036854776000 || isNaN(data10)){
const err18 = {instancePath:instancePath+"/properties/maxVirtualNetworkGatewaysPerSubscription",schemaPath:"shared.json#/$defs/count64/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9223372036854776000}};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
if(data10 < 0 || isNaN(data10)){
const err19 = {instancePath:instancePath+"/properties/maxVirtualNetworkGatewaysPerSubscription",schemaPath:"shared.json#/$defs/count64/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
}
if(data7.maxVirtualNetworkGatewayConnectionsPerSubscription !== undefined){
let data11 = data7.maxVirtualNetworkGatewayConnectionsPerSubscription;
if(!(((typeof data11 == "number") && (!(data11 % 1) && !isNaN(data11))) && (isFinite(data11)))){
const err20 = {instancePath:instancePath+"/properties/maxVirtualNetworkGatewayConnectionsPerSubscription",schemaPath:"shared.json#/$defs/count64/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
if((typeof data11 == "number") && (isFinite(data11))){
if(data11 > 9223372036854776000 || isNaN(data11)){
const err21 = {instancePath:instancePath+"/properties/maxVirtualNetworkGatewayConnectionsPerSubscription",schemaPath:"shared.json#/$defs/count64/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9223372036854776000}};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
if(data11 < 0 || isNaN(data11)){
const err22 = {instancePath:instancePath+"/properties/maxVirtualNetworkGatewayConnectionsPerSubscription",schemaPath:"shared.json#/$defs/count64/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
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
if(data7.maxLoadBalancersPerSubscription !== undefined){
let data12 = data7.maxLoadBalancersPerSubscription;
if(!(((typeof data12 == "number") && (!(data12 % 1) && !isNaN(data12))) && (isFinite(data12)))){
const err23 = {instancePath:instancePath+"/properties/maxLoadBalancersPerSubscription",schemaPath:"shared.json#/$defs/count64/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
if((typeof data12 == "number") && (isFinite(data12))){
if(data12 > 9223372036854776000 || isNaN(data12)){
const err24 = {instancePath:instancePath+"/properties/maxLoadBalancersPerSubscription",schemaPath:"shared.json#/$defs/count64/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9223372036854776000}};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
if(data12 < 0 || isNaN(data12)){
const err25 = {instancePath:instancePath+"/properties/maxLoadBalancersPerSubscription",schemaPath:"shared.json#/$defs/count64/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
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
if(data7.maxNicsPerSubscription !== undefined){
let data13 = data7.maxNicsPerSubscription;
if(!(((typeof data13 == "number") && (!(data13 % 1) && !isNaN(data13))) && (isFinite(data13)))){
const err26 = {instancePath:instancePath+"/properties/maxNicsPerSubscription",schemaPath:"shared.json#/$defs/count64/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
if((typeof data13 == "number") && (isFinite(data13))){
if(data13 > 9223372036854776000 || isNaN(data13)){
const err27 = {instancePath:instancePath+"/properties/maxNicsPerSubscription",schemaPath:"shared.json#/$defs/count64/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9223372036854776000}};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
if(data13 < 0 || isNaN(data13)){
const err28 = {instancePath:instancePath+"/properties/maxNicsPerSubscription",schemaPath:"shared.json#/$defs/count64/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
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
if(data7.maxSecurityGroupsPerSubscription !== undefined){
let data14 = data7.maxSecurityGroupsPerSubscription;
if(!(((typeof data14 == "number") && (!(data14 % 1) && !isNaN(data14))) && (isFinite(data14)))){
const err29 = {instancePath:instancePath+"/properties/maxSecurityGroupsPerSubscription",schemaPath:"shared.json#/$defs/count64/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
if((typeof data14 == "number") && (isFinite(data14))){
if(data14 > 9223372036854776000 || isNaN(data14)){
const err30 = {instancePath:instancePath+"/properties/maxSecurityGroupsPerSubscription",schemaPath:"shared.json#/$defs/count64/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9223372036854776000}};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
if(data14 < 0 || isNaN(data14)){
const err31 = {instancePath:instancePath+"/properties/maxSecurityGroupsPerSubscription",schemaPath:"shared.json#/$defs/count64/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
}
if(data7.migrationPhase !== undefined){
let data15 = data7.migrationPhase;
if(typeof data15 !== "string"){
const err32 = {instancePath:instancePath+"/properties/migrationPhase",schemaPath:"#/properties/properties/properties/migrationPhase/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
if(!((((data15 === "None") || (data15 === "Prepare")) || (data15 === "Commit")) || (data15 === "Abort"))){
const err33 = {instancePath:instancePath+"/properties/migrationPhase",schemaPath:"#/properties/properties/properties/migrationPhase/enum",keyword:"enum",params:{allowedValues: schema31.properties.properties.properties.migrationPhase.enum}};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
if(data7.provisioningState !== undefined){
let data16 = data7.provisioningState;
if((typeof data16 !== "string") && (data16 !== null)){
const err34 = {instancePath:instancePath+"/properties/provisioningState",schemaPath:"shared.json#/$defs/text/type",keyword:"type",params:{type: schema34.type}};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
}
else {
const err35 = {instancePath:instancePath+"/properties",schemaPath:"#/properties/properties/type",keyword:"type",params:{type: "object"}};
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
else {
const err36 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
validate20.errors = vErrors;
return errors === 0;
}
validate20.evaluated = {"props":{"id":true,"name":true,"type":true,"location":true,"tags":true,"etag":true,"properties":true},"dynamicProps":false,"dynamicItems":false};
const expectations = {
  "^/[sS][uU][bB][sS][cC][rR][iI][pP][tT][iI][oO][nN][sS]/[^/]+/[pP][rR][oO][vV][iI][dD][eE][rR][sS]/[mM][iI][cC][rR][oO][sS][oO][fF][tT]\\.[nN][eE][tT][wW][oO][rR][kK]\\.[aA][dD][mM][iI][nN]/[lL][oO][cC][aA][tT][iI][oO][nN][sS]/[^/]+/[qQ][uU][oO][tT][aA][sS]/[^/]+$": "the full id of a quota: /subscriptions/{id}/providers/Microsoft.Network.Admin/locations/{region}/quotas/{name}"
};
export const schema: CompiledSchema<NetworkQuota> = { validate: compiled, expectations };

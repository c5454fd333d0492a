"""Northwind Traders' cloud: a small company in the record shapes of the public REST API.

Every function takes the stage of the company's life (0, 1, 2): it grows from one backup to the next.
"""

import uuid

FQDN, REGION = "azs.northwind.example", "east"
PROVIDER = "9c1f4c0e-2f5b-4d5c-9a57-6b1f3f0f7a01"
HOME_TENANT = "1b6a4f0d-6c55-4f5e-8f38-0c2f8a4d9e10"
GUEST_TENANT = "5d2e7b1c-90aa-4a39-b0d4-7a1c4e6f2b20"
CANARY = "CANARY-independent-7f3c1e"

PROVIDER_PREFIX = f"/subscriptions/{PROVIDER}"
CATALOGUE = f"{PROVIDER_PREFIX}/resourceGroups/rg-catalogue"
OWNER = "8e3af657-a8ff-443c-a75c-2fe8c4bcb635"
READER = "acdd72a7-3385-48ef-bd42-f606fba81ae7"
SHOP, LAB, GUEST, RESELLER, CUSTOMER, LATE = (
    "20f4a6d2-0d35-4e0a-93c1-f0b6a2a1c001",
    "20f4a6d2-0d35-4e0a-93c1-f0b6a2a1c002",
    "20f4a6d2-0d35-4e0a-93c1-f0b6a2a1c003",
    "20f4a6d2-0d35-4e0a-93c1-f0b6a2a1c004",
    "20f4a6d2-0d35-4e0a-93c1-f0b6a2a1c005",
    "20f4a6d2-0d35-4e0a-93c1-f0b6a2a1c006",
)
ROLE = "6e3f5a52-7a60-4f4e-9c57-4d0f9d0b3a11"


def stable_guid(text):
    return str(uuid.uuid5(uuid.NAMESPACE_DNS, f"{text}.northwind.example"))


def quota_id(namespace, name):
    return f"{PROVIDER_PREFIX}/providers/{namespace}/locations/{REGION}/quotas/{name}"


def directory_tenants(_stage):
    return [
        {
            "id": f"{PROVIDER_PREFIX}/resourceGroups/system.{REGION}/providers/Microsoft.Subscriptions.Admin/directoryTenants/{name}",
            "name": name,
            "type": "Microsoft.Subscriptions.Admin/directoryTenants",
            "location": REGION,
            "properties": {"tenantId": tenant},
        }
        for name, tenant in (("northwind.onmicrosoft.com", HOME_TENANT), ("tailspin.onmicrosoft.com", GUEST_TENANT))
    ]


def resource_group(subscription, name, tags=None):
    record = {
        "id": f"/subscriptions/{subscription}/resourceGroups/{name}",
        "name": name,
        "type": "Microsoft.Resources/resourceGroups",
        "location": REGION,
        "properties": {"provisioningState": "Succeeded"},
    }
    return {**record, "tags": tags} if tags else record


def resource_groups(_stage):
    return [
        resource_group(PROVIDER, "rg-catalogue", {"owner": "cloud-team"}),
        resource_group(SHOP, "rg-shop"),
        resource_group(GUEST, "rg-tailspin"),
    ]


def compute_quotas(_stage):
    def quota(name, machines, cores):
        return {
            "id": quota_id("Microsoft.Compute.Admin", name),
            "name": name,
            "type": "Microsoft.Compute.Admin/quotas",
            "location": REGION,
            "properties": {
                "virtualMachineCount": machines, "coresLimit": cores, "availabilitySetCount": 10,
                "vmScaleSetCount": 4, "maxAllocationStandardManagedDisksAndSnapshots": 2048,
                "maxAllocationPremiumManagedDisksAndSnapshots": 1024, "ddagpuCount": 0, "partitionedGPUCount": 0,
            },
        }

    return [quota("Default Quota", 20, 50), quota("compute-shop", 60, 240), quota("compute-gpu", 4, 64)]


def network_quotas(_stage):
    return [{
        "id": quota_id("Microsoft.Network.Admin", "network-shop"),
        "name": f"{REGION}/network-shop",
        "type": "Microsoft.Network.Admin/quotas",
        "location": REGION,
        "etag": f'W/"{stable_guid("network-shop")}"',
        "properties": {
            "maxPublicIpsPerSubscription": 24, "maxVnetsPerSubscription": 20,
            "maxVirtualNetworkGatewaysPerSubscription": 1, "maxVirtualNetworkGatewayConnectionsPerSubscription": 2,
            "maxLoadBalancersPerSubscription": 20, "maxNicsPerSubscription": 120,
            "maxSecurityGroupsPerSubscription": 40, "migrationPhase": "None", "provisioningState": "Succeeded",
        },
    }]


def storage_quotas(stage):
    return [{
        "id": quota_id("Microsoft.Storage.Admin", "storage-shop"),
        "name": f"{REGION}/storage-shop",
        "type": "Microsoft.Storage.Admin/locations/quotas",
        "location": REGION,
        "properties": {"numberOfStorageAccounts": 30, "capacityInGb": 4096 + 1024 * stage},
    }]


def plan_id(name):
    return f"{CATALOGUE}/providers/Microsoft.Subscriptions.Admin/plans/{name}"


def plans(_stage):
    def plan(name, display_name, quotas):
        return {
            "id": plan_id(name),
            "name": name,
            "type": "Microsoft.Subscriptions.Admin/plans",
            "location": REGION,
            "properties": {
                "name": name, "displayName": display_name, "quotaIds": quotas, "skuIds": [], "subscriptionCount": 2,
            },
        }

    base = [
        quota_id("Microsoft.Compute.Admin", "compute-shop"), quota_id("Microsoft.Network.Admin", "network-shop"),
        quota_id("Microsoft.Storage.Admin", "storage-shop"), quota_id("Microsoft.KeyVault.Admin", "Unlimited"),
    ]
    return [
        plan("plan-shop", "Shop", base),
        plan("plan-reseller", "Reseller", [*base, quota_id("Microsoft.Subscriptions.Admin", "delegatedProviderQuota")]),
        plan("plan-gpu", "GPU add-on", [quota_id("Microsoft.Compute.Admin", "compute-gpu")]),
    ]


def offer_id(name):
    return f"{CATALOGUE}/providers/Microsoft.Subscriptions.Admin/offers/{name}"


def offers(stage):
    def offer(name, state, plan, addons=()):
        return {
            "id": offer_id(name),
            "name": name,
            "type": "Microsoft.Subscriptions.Admin/offers",
            "location": REGION,
            "properties": {
                "name": name, "displayName": name.removeprefix("offer-").title(), "state": state,
                "maxSubscriptionsPerAccount": 0, "basePlanIds": [plan_id(plan)], "subscriptionCount": 3,
                "addonPlans": [{"planId": plan_id(addon), "maxAcquisitionCount": 2} for addon in addons],
            },
        }

    return [
        offer("offer-shop", "Public", "plan-shop", ["plan-gpu"]),
        offer("offer-reseller", "Private", "plan-reseller"),
        offer("offer-lab", "Decommissioned" if stage == 2 else "Private", "plan-shop"),
    ]


def subscriptions(stage):
    def subscription(guid, name, offer, tenant=HOME_TENANT, provider=PROVIDER, state="Enabled"):
        domain = "tailspin.example" if tenant == GUEST_TENANT else "northwind.example"
        return {
            "id": f"{PROVIDER_PREFIX}/providers/Microsoft.Subscriptions.Admin/subscriptions/{guid}",
            "subscriptionId": guid,
            "displayName": name,
            "owner": f"{name.split()[0].lower()}@{domain}",
            "offerId": offer_id(offer),
            "tenantId": tenant,
            "delegatedProviderSubscriptionId": provider,
            "routingResourceManagerType": "Default",
            "state": state,
            "externalReferenceId": "",
        }

    known = [
        subscription(SHOP, "Shop front", "offer-shop"),
        subscription(LAB, "Lab", "offer-lab", state="Disabled" if stage == 2 else "Enabled"),
        subscription(GUEST, "Tailspin toys", "offer-shop", tenant=GUEST_TENANT),
        subscription(RESELLER, "Reseller", "offer-reseller"),
        subscription(CUSTOMER, "Customer of the reseller", "offer-shop", provider=RESELLER),
    ]
    return known if stage == 0 else [*known, subscription(LATE, "Newcomer", "offer-shop")]


def offer_delegations(_stage):
    name = "offer-shop4c2e1"
    return [{
        "id": f"{offer_id('offer-shop')}/offerDelegations/{name}",
        "name": f"offer-shop/{name}",
        "type": "Microsoft.Subscriptions.Admin/offers/offerDelegations",
        "location": REGION,
        "properties": {"subscriptionId": RESELLER},
    }]


def acquired_plans(_stage):
    acquisition = stable_guid("gpu-for-shop")
    return [{
        "id": f"{PROVIDER_PREFIX}/providers/Microsoft.Subscriptions.Admin/subscriptions/{SHOP}/acquiredPlans/{acquisition}",
        "acquisitionId": acquisition,
        "planId": f"{PROVIDER_PREFIX}/providers/Microsoft.Subscriptions.Admin/plans/plan-gpu",
        "externalReferenceId": "",
        "provisioningState": "Succeeded",
        "acquisitionTime": "2023-01-10T08:15:00.0000000Z",
    }]


def role_definitions(_stage):
    return [{
        "id": f"/subscriptions/{SHOP}/providers/Microsoft.Authorization/roleDefinitions/{ROLE}",
        "name": ROLE,
        "type": "Microsoft.Authorization/roleDefinitions",
        "properties": {
            "roleName": "Till operator",
            "description": "Starts and stops the tills' machines",
            "type": "CustomRole",
            "permissions": [{
                "actions": ["Microsoft.Compute/virtualMachines/read", "Microsoft.Compute/virtualMachines/start/action"],
                "notActions": [],
            }],
            "assignableScopes": [f"/subscriptions/{SHOP}"],
        },
    }]


def role_assignments(stage):
    def assignment(scope, role, principal):
        name = stable_guid(f"{scope}{role}{principal}")
        subscription = scope.split("/")[2]
        return {
            "id": f"{scope}/providers/Microsoft.Authorization/roleAssignments/{name}",
            "name": name,
            "type": "Microsoft.Authorization/roleAssignments",
            "properties": {
                "roleDefinitionId":
                    f"/subscriptions/{subscription}/providers/Microsoft.Authorization/roleDefinitions/{role}",
                "principalId": stable_guid(principal),
                "scope": scope,
            },
        }

    known = [
        assignment(f"/subscriptions/{SHOP}", ROLE, "tina"),
        assignment(f"/subscriptions/{SHOP}/resourceGroups/rg-shop", READER, "audit"),
        assignment(vault_id(SHOP, "rg-shop", "kv-shop"), OWNER, "tina"),
    ]
    return known if stage < 2 else [*known, assignment(f"/subscriptions/{LATE}", READER, "audit")]


def vault_id(subscription, group, name):
    return f"/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.KeyVault/vaults/{name}"


def vaults(_stage):
    def vault(subscription, group, name, tenant):
        return {
            "id": vault_id(subscription, group, name),
            "name": name,
            "type": "Microsoft.KeyVault/vaults",
            "location": REGION,
            "tags": {},
            "properties": {
                "tenantId": tenant,
                "sku": {"family": "A", "name": "standard"},
                "accessPolicies": [{
                    "tenantId": tenant, "objectId": stable_guid(f"owner of {name}"),
                    "permissions": {"keys": ["get"], "secrets": ["get", "list", "set"], "certificates": []},
                }],
                "enabledForDeployment": True,
                "vaultUri": f"https://{name}.vault.{REGION}.{FQDN}/",
            },
        }

    return [vault(SHOP, "rg-shop", "kv-shop", HOME_TENANT), vault(GUEST, "rg-tailspin", "kv-tailspin", GUEST_TENANT)]


def secrets(stage):
    def secret(vault, name, version, created, **attributes):
        return {
            "id": f"https://{vault}.vault.{REGION}.{FQDN}/secrets/{name}/{uuid.uuid5(uuid.NAMESPACE_DNS, f'{vault}{name}{version}').hex}",
            "value": f"{CANARY}-{vault}-{name}-{version}",
            "contentType": "text/plain",
            "attributes": {
                "enabled": True, **attributes, "created": created, "updated": created, "recoveryLevel": "Purgeable",
            },
            "tags": {"app": vault},
        }

    versions = [
        secret("kv-shop", "till-password", version, 1672600000 + 86400 * version) for version in range(2 + stage)
    ]
    return [
        *versions,
        secret("kv-shop", "old-licence", 0, 1672700000, exp=1673000000),
        secret("kv-tailspin", "api-token", 0, 1672800000, enabled=False),
    ]


REPOSITORIES = {
    "WAS;Microsoft.Subscriptions.Admin;-;DirectoryTenants": ("DirectoryTenants.json", directory_tenants),
    "WAS;Microsoft.Resources;-;ResourceGroups": ("ResourceGroups.json", resource_groups),
    "CRP;Microsoft.Compute.Admin;-;Quota": ("CRP-Microsoft.Compute.Admin.json", compute_quotas),
    "NRP;Microsoft.Network.Admin;-;Quota": ("NRP-Microsoft.Network.Admin.json", network_quotas),
    "SRP;SRP;-;-": ("SRP-Microsoft.Storage.Admin.json", storage_quotas),
    "WAS;Microsoft.Subscriptions.Admin;-;Plans": ("Plans.json", plans),
    "WAS;Microsoft.Subscriptions.Admin;-;Offers": ("Offers.json", offers),
    "WAS;Microsoft.Subscriptions.Admin;-;Subscriptions": ("Subscriptions.json", subscriptions),
    "WAS;Microsoft.Subscriptions.Admin;-;OfferDelegations": ("OfferDelegations.json", offer_delegations),
    "WAS;Microsoft.Subscriptions.Admin;-;AcquiredPlans": ("AcquiredPlans.json", acquired_plans),
    "RBAC;Microsoft.Authorization;-;RoleDefinitions": ("RoleDefinitions.json", role_definitions),
    "RBAC;Microsoft.Authorization;-;RoleAssignments": ("RoleAssignments.json", role_assignments),
    "KeyVaultControlPlane;Microsoft.KeyVault;-;Vaults": ("Vaults.json", vaults),
    "KeyVaultDataPlane;Microsoft.KeyVault;-;Secrets": ("Secrets.json", secrets),
}

ESSENTIAL = {
    "CRP;Microsoft.Compute.Admin;-;Quota",
    "NRP;Microsoft.Network.Admin;-;Quota",
    "SRP;SRP;-;-",
    "WAS;Microsoft.Subscriptions.Admin;-;DirectoryTenants",
    "RBAC;Microsoft.Authorization;-;RoleAssignments",
    "WAS;Microsoft.Subscriptions.Admin;-;Plans",
    "WAS;Microsoft.Subscriptions.Admin;-;Offers",
    "WAS;Microsoft.Subscriptions.Admin;-;Subscriptions",
    "KeyVaultControlPlane;Microsoft.KeyVault;-;Vaults",
}

# Nobody outside the product can read these; they are part of every real set.
OPAQUE = ["CA;CertificateAuthority;-;CertificateAuthority", "Domain;ActiveDirectory;-;Domain"]

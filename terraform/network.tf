# Two zones, each with a private subnet for functions and mount targets, and a public one that only a NAT gateway uses.
#
#   orchestrator -> mount targets (2049), and 443 to wherever the route tables lead
#   agents       -> mount targets (2049), and 443 to the Bedrock endpoint where an agent has a model
#
# Agents read hostile code. So they have no way out: their security group names the mount and the endpoint, and nothing else.

data "aws_availability_zones" "available" {
  state = "available"

  filter {
    name   = "opt-in-status"
    values = ["opt-in-not-required"]
  }
}

locals {
  zones     = slice(sort(data.aws_availability_zones.available.names), 0, 2)
  zone_bits = { for index, zone in local.zones : zone => index }

  # Which function calls each AWS API from inside the VPC. Logs, metrics and destinations are the Lambda service's own affair.
  endpoint_callers = merge(
    length(local.bedrock_models) > 0 ? { "bedrock-runtime" = "agents" } : {},
    var.egress == "endpoints" ? { "lambda" = "orchestrator" } : {},
    var.egress == "endpoints" && var.git_token_secret_arn != null ? { "secretsmanager" = "orchestrator" } : {},
    local.codecommit_by_endpoint ? { "git-codecommit" = "orchestrator" } : {},
  )

  codecommit_by_endpoint = var.egress == "endpoints" && length(var.codecommit_repository_arns) > 0

  # Behind an endpoint CodeCommit is at a private address.
  git_origins = concat(var.git_origins, local.codecommit_by_endpoint ? ["https://git-codecommit.${var.region}.amazonaws.com"] : [])
}

resource "aws_vpc" "fleet" {
  cidr_block = var.vpc_cidr
  # Mount targets and endpoints are found by name.
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = { Name = var.name }
}

# What is put into the VPC without a security group of its own can talk to nobody.
resource "aws_default_security_group" "closed" {
  vpc_id = aws_vpc.fleet.id

  tags = { Name = "${var.name}-default-closed" }
}

resource "aws_subnet" "private" {
  for_each = local.zone_bits

  vpc_id            = aws_vpc.fleet.id
  availability_zone = each.key
  cidr_block        = cidrsubnet(var.vpc_cidr, 2, each.value)

  tags = { Name = "${var.name}-private-${each.key}" }

  # Lambda gives the network interfaces of a deleted function back when it likes to.
  timeouts {
    delete = "45m"
  }
}

resource "aws_route_table" "private" {
  vpc_id = aws_vpc.fleet.id

  tags = { Name = "${var.name}-private" }
}

resource "aws_route_table_association" "private" {
  for_each = aws_subnet.private

  subnet_id      = each.value.id
  route_table_id = aws_route_table.private.id
}

resource "aws_subnet" "public" {
  for_each = local.zone_bits

  vpc_id            = aws_vpc.fleet.id
  availability_zone = each.key
  cidr_block        = cidrsubnet(var.vpc_cidr, 2, 2 + each.value)

  tags = { Name = "${var.name}-public-${each.key}" }
}

resource "aws_route_table" "public" {
  vpc_id = aws_vpc.fleet.id

  tags = { Name = "${var.name}-public" }
}

resource "aws_route_table_association" "public" {
  for_each = aws_subnet.public

  subnet_id      = each.value.id
  route_table_id = aws_route_table.public.id
}

resource "aws_internet_gateway" "nat" {
  count = var.egress == "nat" ? 1 : 0

  vpc_id = aws_vpc.fleet.id

  tags = { Name = var.name }
}

resource "aws_route" "public_to_internet" {
  count = var.egress == "nat" ? 1 : 0

  route_table_id         = aws_route_table.public.id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.nat[0].id
}

resource "aws_eip" "nat" {
  count = var.egress == "nat" ? 1 : 0

  domain = "vpc"

  tags = { Name = var.name }

  # An address is mapped through the internet gateway, and has to be given back before it goes.
  depends_on = [aws_internet_gateway.nat]
}

# One, not one a zone: without its zone nothing can be cloned for a while, and reviews that are cloned go on.
resource "aws_nat_gateway" "fleet" {
  count = var.egress == "nat" ? 1 : 0

  allocation_id = aws_eip.nat[0].id
  subnet_id     = aws_subnet.public[local.zones[0]].id

  tags = { Name = var.name }

  # It is created while its subnet leads nowhere, and fails, where the route comes later.
  depends_on = [aws_route.public_to_internet, aws_route_table_association.public]
}

resource "aws_route" "private_to_nat" {
  count = var.egress == "nat" ? 1 : 0

  route_table_id         = aws_route_table.private.id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.fleet[0].id
}

# Free, and keeps what goes to S3 away from the NAT gateway's meter.
resource "aws_vpc_endpoint" "s3" {
  vpc_id            = aws_vpc.fleet.id
  service_name      = "com.amazonaws.${var.region}.s3"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [aws_route_table.private.id]

  tags = { Name = "${var.name}-s3" }
}

resource "aws_vpc_endpoint" "api" {
  for_each = local.endpoint_callers

  vpc_id              = aws_vpc.fleet.id
  service_name        = "com.amazonaws.${var.region}.${each.key}"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = [for zone in local.zones : aws_subnet.private[zone].id]
  security_group_ids  = [aws_security_group.endpoint[each.key].id]

  tags = { Name = "${var.name}-${each.key}" }
}

# --- who talks to whom -------------------------------------------------------

locals {
  callers = toset(["orchestrator", "agents"])
}

resource "aws_security_group" "functions" {
  for_each = local.callers

  name_prefix = "${var.name}-${each.key}-"
  description = "The network interfaces of ${each.key}: nothing comes in"
  vpc_id      = aws_vpc.fleet.id

  tags = { Name = "${var.name}-${each.key}" }

  # A group that network interfaces are in cannot go before another is in its place. So with the groups below.
  lifecycle {
    create_before_destroy = true
  }

  # For the reason given at the private subnets.
  timeouts {
    delete = "45m"
  }
}

resource "aws_security_group" "mount_targets" {
  name_prefix = "${var.name}-mount-"
  description = "The file system's mount targets: functions come in, nothing goes out"
  vpc_id      = aws_vpc.fleet.id

  tags = { Name = "${var.name}-mount" }

  lifecycle {
    create_before_destroy = true
  }
}

# One an API, so that the agents' way to Bedrock leads to no other.
resource "aws_security_group" "endpoint" {
  for_each = local.endpoint_callers

  name_prefix = "${var.name}-${each.key}-"
  description = "The endpoint of ${each.key}: ${each.value} may come in"
  vpc_id      = aws_vpc.fleet.id

  tags = { Name = "${var.name}-${each.key}" }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_vpc_security_group_egress_rule" "functions_to_mount" {
  for_each = local.callers

  security_group_id            = aws_security_group.functions[each.key].id
  referenced_security_group_id = aws_security_group.mount_targets.id
  ip_protocol                  = "tcp"
  from_port                    = 2049
  to_port                      = 2049
}

resource "aws_vpc_security_group_ingress_rule" "mount_from_functions" {
  for_each = local.callers

  security_group_id            = aws_security_group.mount_targets.id
  referenced_security_group_id = aws_security_group.functions[each.key].id
  ip_protocol                  = "tcp"
  from_port                    = 2049
  to_port                      = 2049
}

# Clones come from anywhere that the route tables lead to: the internet with nat, the VPC and what is joined to it with endpoints.
resource "aws_vpc_security_group_egress_rule" "orchestrator_to_https" {
  security_group_id = aws_security_group.functions["orchestrator"].id
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  description       = "HTTPS to Git servers and AWS"
}

locals {
  # Ports that somebody names beside 443.
  git_ports = setsubtract(
    [for place in concat(var.git_origins, var.https_proxy[*]) : try(regex(":([0-9]+)$", place)[0], startswith(place, "http://") ? "80" : "443")],
    ["443"],
  )
}

resource "aws_vpc_security_group_egress_rule" "orchestrator_to_git_port" {
  for_each = local.git_ports

  security_group_id = aws_security_group.functions["orchestrator"].id
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "tcp"
  from_port         = tonumber(each.key)
  to_port           = tonumber(each.key)
  description       = "A Git server or proxy that was named"
}

resource "aws_vpc_security_group_egress_rule" "agents_to_bedrock" {
  for_each = { for api, caller in local.endpoint_callers : api => caller if caller == "agents" }

  security_group_id            = aws_security_group.functions["agents"].id
  referenced_security_group_id = aws_security_group.endpoint[each.key].id
  ip_protocol                  = "tcp"
  from_port                    = 443
  to_port                      = 443
}

resource "aws_vpc_security_group_ingress_rule" "endpoint_from_caller" {
  for_each = local.endpoint_callers

  security_group_id            = aws_security_group.endpoint[each.key].id
  referenced_security_group_id = aws_security_group.functions[each.value].id
  ip_protocol                  = "tcp"
  from_port                    = 443
  to_port                      = 443
}

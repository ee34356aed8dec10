mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  region        = "us-east-1"
  artifacts_dir = "./tests/zips/first"
}

# Under a mock ids are made up anew for each resource, so that equal ids are the same resource.

run "two_zones_lead_to_the_internet_through_one_nat_gateway_and_no_endpoint_is_paid_for" {
  assert {
    condition     = jsonencode(keys(aws_subnet.private)) == jsonencode(["us-east-1a", "us-east-1b"]) && jsonencode(keys(aws_subnet.public)) == jsonencode(["us-east-1a", "us-east-1b"])
    error_message = "The first two zones by name are used."
  }

  assert {
    condition     = data.aws_availability_zones.available.state == "available" && jsonencode([for f in data.aws_availability_zones.available.filter : [f.name, f.values]]) == jsonencode([["opt-in-status", ["opt-in-not-required"]]])
    error_message = "Only zones that everybody has, and that work, are looked at."
  }

  assert {
    condition     = jsonencode([for zone in ["us-east-1a", "us-east-1b"] : aws_subnet.private[zone].cidr_block]) == jsonencode(["10.74.0.0/22", "10.74.4.0/22"]) && jsonencode([for zone in ["us-east-1a", "us-east-1b"] : aws_subnet.public[zone].cidr_block]) == jsonencode(["10.74.8.0/22", "10.74.12.0/22"])
    error_message = "The block of the VPC is cut into four."
  }

  assert {
    condition     = alltrue([for zone, subnet in aws_subnet.private : subnet.availability_zone == zone && subnet.vpc_id == aws_vpc.fleet.id]) && alltrue([for zone, subnet in aws_subnet.public : subnet.availability_zone == zone && subnet.vpc_id == aws_vpc.fleet.id])
    error_message = "A subnet is in its own zone and in the fleet's VPC."
  }

  assert {
    condition     = alltrue([for zone, subnet in aws_subnet.public : coalesce(subnet.map_public_ip_on_launch, false) == false])
    error_message = "Nothing that is put into a public subnet gets a public address on its own."
  }

  assert {
    condition     = aws_vpc.fleet.cidr_block == "10.74.0.0/20" && aws_vpc.fleet.enable_dns_support && aws_vpc.fleet.enable_dns_hostnames
    error_message = "Mount targets and endpoints are found by name."
  }

  assert {
    condition     = alltrue([for subnet in aws_subnet.private : subnet.timeouts.delete == "45m"]) && alltrue([for group in aws_security_group.functions : group.timeouts.delete == "45m"])
    error_message = "Lambda gives network interfaces back late, and a destroy has to wait for it."
  }

  assert {
    condition     = alltrue([for zone in keys(aws_subnet.private) : aws_route_table_association.private[zone].route_table_id == aws_route_table.private.id && aws_route_table_association.private[zone].subnet_id == aws_subnet.private[zone].id])
    error_message = "The private subnets use the private route table."
  }

  assert {
    condition     = alltrue([for zone in keys(aws_subnet.public) : aws_route_table_association.public[zone].route_table_id == aws_route_table.public.id && aws_route_table_association.public[zone].subnet_id == aws_subnet.public[zone].id])
    error_message = "The public subnets use the public route table."
  }

  assert {
    condition     = aws_route.private_to_nat[0].route_table_id == aws_route_table.private.id && aws_route.private_to_nat[0].nat_gateway_id == aws_nat_gateway.fleet[0].id && aws_route.private_to_nat[0].destination_cidr_block == "0.0.0.0/0"
    error_message = "The private route table leads to the NAT gateway."
  }

  assert {
    condition     = aws_nat_gateway.fleet[0].subnet_id == aws_subnet.public["us-east-1a"].id && aws_nat_gateway.fleet[0].allocation_id == aws_eip.nat[0].id && aws_eip.nat[0].domain == "vpc"
    error_message = "The NAT gateway is in a public subnet, with an address."
  }

  assert {
    condition     = aws_route.public_to_internet[0].route_table_id == aws_route_table.public.id && aws_route.public_to_internet[0].gateway_id == aws_internet_gateway.nat[0].id && aws_route.public_to_internet[0].destination_cidr_block == "0.0.0.0/0"
    error_message = "The public route table leads to the internet gateway."
  }

  assert {
    condition     = aws_internet_gateway.nat[0].vpc_id == aws_vpc.fleet.id
    error_message = "The internet gateway belongs to the fleet's VPC."
  }

  assert {
    condition     = length(aws_vpc_endpoint.api) == 0
    error_message = "No agent has a model and the orchestrator has the internet: an interface endpoint would be paid for nothing."
  }

  assert {
    condition     = aws_vpc_endpoint.s3.vpc_endpoint_type == "Gateway" && aws_vpc_endpoint.s3.service_name == "com.amazonaws.us-east-1.s3" && aws_vpc_endpoint.s3.route_table_ids == toset([aws_route_table.private.id])
    error_message = "S3 is reached through its gateway, which is free."
  }
}

run "functions_reach_the_mount_targets_only_the_orchestrator_sends_https_and_nothing_comes_in" {
  assert {
    condition = alltrue([for caller in ["orchestrator", "agents"] : (
      aws_vpc_security_group_ingress_rule.mount_from_functions[caller].security_group_id == aws_security_group.mount_targets.id &&
      aws_vpc_security_group_ingress_rule.mount_from_functions[caller].referenced_security_group_id == aws_security_group.functions[caller].id &&
      aws_vpc_security_group_ingress_rule.mount_from_functions[caller].ip_protocol == "tcp" &&
      aws_vpc_security_group_ingress_rule.mount_from_functions[caller].from_port == 2049 &&
      aws_vpc_security_group_ingress_rule.mount_from_functions[caller].to_port == 2049
    )])
    error_message = "Mount targets take NFS from the functions' groups."
  }

  assert {
    condition     = jsonencode(keys(aws_vpc_security_group_ingress_rule.mount_from_functions)) == jsonencode(["agents", "orchestrator"]) && length(aws_security_group.mount_targets.ingress) == 0 && length(aws_security_group.mount_targets.egress) == 0
    error_message = "Mount targets take nothing else, and send nothing."
  }

  assert {
    condition = alltrue([for caller in ["orchestrator", "agents"] : (
      aws_vpc_security_group_egress_rule.functions_to_mount[caller].security_group_id == aws_security_group.functions[caller].id &&
      aws_vpc_security_group_egress_rule.functions_to_mount[caller].referenced_security_group_id == aws_security_group.mount_targets.id &&
      aws_vpc_security_group_egress_rule.functions_to_mount[caller].ip_protocol == "tcp" &&
      aws_vpc_security_group_egress_rule.functions_to_mount[caller].from_port == 2049 &&
      aws_vpc_security_group_egress_rule.functions_to_mount[caller].to_port == 2049
    )])
    error_message = "Functions send NFS to the mount targets."
  }

  assert {
    condition     = alltrue([for target in aws_s3files_mount_target.zone : target.security_groups == toset([aws_security_group.mount_targets.id])]) && [for zone in ["us-east-1a", "us-east-1b"] : aws_s3files_mount_target.zone[zone].subnet_id] == [for zone in ["us-east-1a", "us-east-1b"] : aws_subnet.private[zone].id]
    error_message = "There is a mount target in each private subnet, in the group of mount targets."
  }

  assert {
    condition     = alltrue([for group in [aws_security_group.mount_targets, aws_security_group.functions["orchestrator"], aws_security_group.functions["agents"]] : group.vpc_id == aws_vpc.fleet.id]) && aws_default_security_group.closed.vpc_id == aws_vpc.fleet.id && length(aws_default_security_group.closed.ingress) == 0 && length(aws_default_security_group.closed.egress) == 0
    error_message = "All groups are the VPC's, and its default group is closed."
  }

  assert {
    condition     = aws_vpc_security_group_egress_rule.orchestrator_to_https.security_group_id == aws_security_group.functions["orchestrator"].id && aws_vpc_security_group_egress_rule.orchestrator_to_https.cidr_ipv4 == "0.0.0.0/0" && aws_vpc_security_group_egress_rule.orchestrator_to_https.ip_protocol == "tcp" && aws_vpc_security_group_egress_rule.orchestrator_to_https.from_port == 443 && aws_vpc_security_group_egress_rule.orchestrator_to_https.to_port == 443
    error_message = "The orchestrator clones by HTTPS, and no other port is open."
  }

  assert {
    condition     = length(aws_vpc_security_group_egress_rule.orchestrator_to_git_port) == 0
    error_message = "No other port is open unless somebody names a Git server on it."
  }

  assert {
    condition     = length(aws_vpc_security_group_egress_rule.agents_to_bedrock) == 0
    error_message = "Without a model an agent reaches the mount and nothing else."
  }

  assert {
    condition     = alltrue([for group in aws_security_group.functions : length(group.ingress) == 0 && length(group.egress) == 0])
    error_message = "No rule stands inside a group, where it would be overlooked here."
  }
}

run "agents_with_a_model_reach_the_bedrock_endpoint_and_nothing_else" {
  variables {
    egress = "nat"
    agents = { security = { model = "bedrock:us.anthropic.claude-sonnet-5-5" }, style = {} }
  }

  assert {
    condition     = jsonencode(keys(aws_vpc_endpoint.api)) == jsonencode(["bedrock-runtime"]) && jsonencode(keys(aws_vpc_security_group_egress_rule.agents_to_bedrock)) == jsonencode(["bedrock-runtime"])
    error_message = "A model brings an endpoint for it, also with a NAT gateway: agents do not use that."
  }

  assert {
    condition     = aws_vpc_security_group_egress_rule.agents_to_bedrock["bedrock-runtime"].security_group_id == aws_security_group.functions["agents"].id && aws_vpc_security_group_egress_rule.agents_to_bedrock["bedrock-runtime"].referenced_security_group_id == aws_security_group.endpoint["bedrock-runtime"].id && aws_vpc_security_group_egress_rule.agents_to_bedrock["bedrock-runtime"].ip_protocol == "tcp" && aws_vpc_security_group_egress_rule.agents_to_bedrock["bedrock-runtime"].from_port == 443 && aws_vpc_security_group_egress_rule.agents_to_bedrock["bedrock-runtime"].to_port == 443
    error_message = "Agents may send HTTPS to the endpoint's group."
  }

  assert {
    condition     = aws_vpc_security_group_ingress_rule.endpoint_from_caller["bedrock-runtime"].security_group_id == aws_security_group.endpoint["bedrock-runtime"].id && aws_vpc_security_group_ingress_rule.endpoint_from_caller["bedrock-runtime"].referenced_security_group_id == aws_security_group.functions["agents"].id && aws_vpc_security_group_ingress_rule.endpoint_from_caller["bedrock-runtime"].ip_protocol == "tcp" && aws_vpc_security_group_ingress_rule.endpoint_from_caller["bedrock-runtime"].from_port == 443 && aws_vpc_security_group_ingress_rule.endpoint_from_caller["bedrock-runtime"].to_port == 443
    error_message = "The endpoint takes HTTPS from the agents."
  }

  assert {
    condition     = aws_vpc_endpoint.api["bedrock-runtime"].private_dns_enabled && aws_vpc_endpoint.api["bedrock-runtime"].service_name == "com.amazonaws.us-east-1.bedrock-runtime" && aws_vpc_endpoint.api["bedrock-runtime"].subnet_ids == toset([for subnet in aws_subnet.private : subnet.id]) && aws_vpc_endpoint.api["bedrock-runtime"].security_group_ids == toset([aws_security_group.endpoint["bedrock-runtime"].id]) && aws_vpc_endpoint.api["bedrock-runtime"].vpc_id == aws_vpc.fleet.id && aws_security_group.endpoint["bedrock-runtime"].vpc_id == aws_vpc.fleet.id
    error_message = "The endpoint answers under Bedrock's own name, in both zones, behind its own group."
  }
}

run "with_endpoints_there_is_no_way_to_the_internet" {
  variables {
    egress               = "endpoints"
    git_token_secret_arn = "arn:aws:secretsmanager:us-east-1:123456789012:secret:git-AbCdEf"
    git_origins          = ["https://git.corp.example", "https://git.corp.example:8443", "http://10.1.2.3"]
    https_proxy          = "http://proxy.corp.example:3128"
  }

  assert {
    condition     = jsonencode({ for port, rule in aws_vpc_security_group_egress_rule.orchestrator_to_git_port : port => [rule.security_group_id == aws_security_group.functions["orchestrator"].id, rule.ip_protocol, rule.from_port, rule.to_port, rule.cidr_ipv4] }) == jsonencode({ for port in [80, 3128, 8443] : port => [true, "tcp", port, port, "0.0.0.0/0"] })
    error_message = "The orchestrator may send to the ports of the Git servers and the proxy that are named."
  }

  assert {
    condition     = length(aws_nat_gateway.fleet) + length(aws_internet_gateway.nat) + length(aws_eip.nat) + length(aws_route.private_to_nat) + length(aws_route.public_to_internet) == 0
    error_message = "No gateway, no address, no route."
  }

  assert {
    condition     = jsonencode(keys(aws_vpc_endpoint.api)) == jsonencode(["lambda", "secretsmanager"])
    error_message = "The orchestrator invokes functions and reads its secret through endpoints."
  }

  assert {
    condition     = alltrue([for api in ["lambda", "secretsmanager"] : aws_vpc_security_group_ingress_rule.endpoint_from_caller[api].referenced_security_group_id == aws_security_group.functions["orchestrator"].id && aws_vpc_security_group_ingress_rule.endpoint_from_caller[api].security_group_id == aws_security_group.endpoint[api].id])
    error_message = "Only the orchestrator comes in there."
  }
}

run "an_endpoint_that_nobody_calls_is_not_built" {
  variables {
    egress = "endpoints"
  }

  assert {
    condition     = jsonencode(keys(aws_vpc_endpoint.api)) == jsonencode(["lambda"])
    error_message = "Without a secret and without a model only Lambda's interface is called."
  }
}

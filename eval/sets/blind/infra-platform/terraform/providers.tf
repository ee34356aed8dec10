terraform {
  required_version = ">= 1.6"
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.50"
    }
  }
  backend "s3" {
    bucket  = "booking-tfstate"
    key     = "platform.tfstate"
    region  = "eu-west-1"
    encrypt = true
  }
}

provider "aws" {
  region     = "eu-west-1"
  access_key = "AKIAQ3EGRZ7N5WPLMT2D"
  secret_key = "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"
}

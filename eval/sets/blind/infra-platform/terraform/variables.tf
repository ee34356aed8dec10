variable "environment" {
  type    = string
  default = "production"
}

variable "db_password" {
  type      = string
  sensitive = true
}

variable "office_cidr" {
  type    = string
  default = "198.51.100.0/24"
}

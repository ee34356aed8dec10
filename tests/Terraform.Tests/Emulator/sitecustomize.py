"""What the fleet uses of Lambda's interface and moto has not: recursion and logging configurations.

Python reads a module of this name on its own where PYTHONPATH leads to it; it does something in a moto server only.
"""
import json
import sys


def recursion_config(request, full_url, headers):
    from moto.awslambda.models import lambda_backends
    from moto.core import DEFAULT_ACCOUNT_ID

    name, region = full_url.split("/functions/")[1].split("/")[0], headers["Authorization"].split("/")[2]
    function = lambda_backends[DEFAULT_ACCOUNT_ID][region].get_function(name)
    if request.method == "PUT":
        function.recursive_loop = json.loads(request.get_data())["RecursiveLoop"]
    return 200, {}, json.dumps({"RecursiveLoop": getattr(function, "recursive_loop", "Terminate")})


def keep_logging_configs():
    from moto.awslambda.models import LambdaFunction

    begin, get, update = LambdaFunction.__init__, LambdaFunction.get_configuration, LambdaFunction.update_configuration

    def __init__(self, account_id, spec, *rest, **named):
        self.logging_config = spec.get("LoggingConfig")
        begin(self, account_id, spec, *rest, **named)

    def get_configuration(self, *rest, **named):
        return get(self, *rest, **named) | ({"LoggingConfig": self.logging_config} if self.logging_config else {})

    def update_configuration(self, updates):
        self.logging_config = updates.get("LoggingConfig", self.logging_config)
        return update(self, updates)

    LambdaFunction.__init__, LambdaFunction.get_configuration, LambdaFunction.update_configuration = __init__, get_configuration, update_configuration


if any("moto" in argument for argument in sys.orig_argv[1:2]):
    from moto.awslambda import urls

    urls.url_paths[r"{0}/(?P<api_version>[^/]+)/functions/(?P<function_name>[\w_:%-]+)/recursion-config$"] = recursion_config
    keep_logging_configs()

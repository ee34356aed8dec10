from django.conf import settings
from django.db import models


class Customer(models.Model):
    name = models.CharField(max_length=120)
    callback = models.URLField(blank=True)


class Staff(models.Model):
    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    customer = models.ForeignKey(Customer, on_delete=models.CASCADE)
    phone = models.CharField(max_length=40, blank=True)
    is_supervisor = models.BooleanField(default=False)


class Sample(models.Model):
    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="samples")
    code = models.CharField(max_length=32, unique=True)
    matrix = models.CharField(max_length=40)
    received = models.DateField()
    comment = models.TextField(blank=True)


class Result(models.Model):
    sample = models.ForeignKey(Sample, on_delete=models.CASCADE, related_name="results")
    analyte = models.CharField(max_length=60)
    value = models.DecimalField(max_digits=12, decimal_places=4)
    released = models.BooleanField(default=False)


class Invitation(models.Model):
    email = models.EmailField()
    token = models.CharField(max_length=64)
    customer = models.ForeignKey(Customer, on_delete=models.CASCADE)

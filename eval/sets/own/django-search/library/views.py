import os
import subprocess
from django.db import connection
from django.http import HttpResponse, JsonResponse, HttpResponseRedirect, FileResponse
from django.shortcuts import render, redirect, get_object_or_404
from django.utils.safestring import mark_safe
from django.views import View
from django.views.decorators.csrf import csrf_exempt
from rest_framework.views import APIView
from rest_framework.response import Response
from .models import User, Invoice
import requests


def search(request):
    q = request.GET.get('q', '')
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM app_item WHERE name LIKE '%%%s%%'" % q)
        rows = cursor.fetchall()
    users = User.objects.raw('SELECT * FROM users WHERE name = \'' + q + '\'')
    safe = User.objects.raw('SELECT * FROM users WHERE name = %s', [q])
    extra = User.objects.extra(where=["name = '%s'" % q])
    return render(request, 'search.html', {'rows': rows, 'q': mark_safe(q)})


def hello(request):
    return HttpResponse("Hello " + request.GET['name'])


def go(request):
    nxt = request.GET.get('next')
    return HttpResponseRedirect(nxt)


@csrf_exempt
def ping(request):
    if request.method == 'POST':
        ip = request.POST.get('ip')
        command = "ping -c 1 {}".format(ip)
        output = subprocess.Popen(command, shell=True, stdout=subprocess.PIPE).communicate()[0]
        return JsonResponse({'out': output.decode()})
    return render(request, 'ping.html')


def download(request, filename):
    path = os.path.join('/srv/files', request.GET['file'])
    with open(path, 'rb') as f:
        return HttpResponse(f.read(), content_type='application/octet-stream')


class FetchView(View):
    def post(self, request, *args, **kwargs):
        url = request.POST['url']
        resp = self._fetch(url)
        return JsonResponse({'status': resp.status_code})

    def _fetch(self, url):
        return requests.get(url, verify=False)


class UserApi(APIView):
    def get(self, request):
        order = request.query_params.get('order')
        cur = connection.cursor()
        sql = f"SELECT id FROM users ORDER BY {order}"
        cur.execute(sql)
        return Response(cur.fetchall())

    def post(self, request):
        data = request.data
        name = data.get('name')
        os.system('useradd ' + name)
        return Response({})

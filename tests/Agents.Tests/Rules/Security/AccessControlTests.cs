using CodeReview.Agents.Engines;
using CodeReview.Agents.Rules;
using CodeReview.Agents.Sources;

namespace CodeReview.Agents.Tests.Rules.Security;

public sealed class AccessControlTests
{
    [Theory]
    [InlineData("authorization/route-without-check", "a.py", "from flask import Flask, request\n@app.get(\"/a\")\n@login_required\ndef a():\n    return x\n@app.post(\"/b\")\n@login_required\ndef b():\n    return x\n@app.post(\"/c\")\ndef c():\n    db.save(request.form[\"x\"])\n")]
    [InlineData("authorization/route-without-check", "a.js", "router.get(\"/a\", requireLogin, auth, (req, res) => res.json(req.user));\nrouter.post(\"/b\", auth, (req, res) => save(req.body));\nrouter.delete(\"/c/:id\", (req, res) => remove(req.params.id));")]
    [InlineData("authorization/record-of-anybody", "a.py", "from flask import Flask, request\n@app.get(\"/invoices/<invoice_id>\")\n@login_required\ndef invoice(invoice_id):\n    return Invoice.query.get(invoice_id).text + request.args[\"x\"]\n")]
    [InlineData("login/no-limit", "a.py", "from flask import Flask, request\n@app.post(\"/login\")\ndef login():\n    return check(request.form[\"name\"])\n")]
    [InlineData("authorization/route-without-check", "A.java", "@RestController\nclass A {\n  @PreAuthorize(\"hasRole('ADMIN')\")\n  @PostMapping(\"/a\")\n  public void a(@RequestBody String x) { save(x); }\n  @DeleteMapping(\"/b/{id}\")\n  public void b(@PathVariable Long id) { repo.deleteById(id); }\n}\n")]
    [InlineData("authorization/route-without-check", "A.cs", "public class A : Controller\n{\n    [HttpPost]\n    [Authorize]\n    public IActionResult Save(string x) { store.Put(x); return Ok(); }\n    [HttpPost]\n    public IActionResult Remove(int id) { store.Delete(id); return Ok(Request.Path); }\n}\n")]
    [InlineData("authorization/route-without-check", "Program.cs", "var admin = app.MapGroup(\"/x\").RequireAuthorization();\nadmin.MapPost(\"/a\", (string x) => store.Put(x));\napp.MapDelete(\"/items/{id}\", (HttpRequest Request, int id) => store.Delete(id));\n")]
    [InlineData("authorization/route-without-check", "a.go", "package a\nfunc Routes(r *gin.Engine) {\n\tapi := r.Group(\"/api\")\n\tapi.Use(AuthRequired())\n\tapi.POST(\"/a\", create)\n\tr.DELETE(\"/items/:id\", remove)\n}\n")]
    [InlineData("authorization/route-without-check", "routes/web.php", "<?php\nRoute::middleware(['auth'])->group(function () {\n    Route::post('/a', [A::class, 'store']);\n});\nRoute::delete('/posts/{id}', [A::class, 'destroy']);\n")]
    [InlineData("authorization/route-without-check", "a_controller.rb", "class AController < ApplicationController\n  before_action :authenticate_user!, only: [:create]\n\n  def create\n    Item.create(params[:item])\n  end\n\n  def destroy\n    Item.find(params[:id]).destroy\n  end\nend\n")]
    [InlineData("authorization/route-without-check", "views.py", "from django.http import HttpResponse\n@login_required\ndef edit(request, pk):\n    Item.objects.create(name=request.POST[\"x\"])\ndef remove(request, pk):\n    Item.objects.get(pk=pk).delete()\nurlpatterns = [path(\"a\", edit), path(\"b\", remove)]\n")]
    [InlineData("authorization/route-without-check", "users.controller.ts", "@Controller(\"users\")\nexport class Users {\n  @UseGuards(JwtGuard)\n  @Post()\n  create(@Body() dto: Dto) { return this.users.save(dto); }\n  @Delete(\":id\")\n  remove(@Param(\"id\") id: string) { return this.users.remove(id); }\n}\n")]
    [InlineData("authorization/opened-by-hand", "A.cs", "[Authorize]\npublic class A : Controller\n{\n    [AllowAnonymous]\n    [HttpPost]\n    public IActionResult Remove(int id) { store.Delete(id); return Ok(Request.Path); }\n}\n")]
    [InlineData("authorization/opened-by-hand", "Config.java", "class Config { void a(HttpSecurity http) { http.authorizeHttpRequests(a -> a.anyRequest().permitAll()); } }\n")]
    [InlineData("authorization/opened-by-hand", "api.py", "from rest_framework import viewsets\nclass Orders(viewsets.ModelViewSet):\n    permission_classes = [AllowAny]\nurlpatterns = router.register(\"orders\", Orders)\nx = request.data\n")]
    [InlineData("authorization/record-of-anybody", "A.java", "@RestController\nclass A {\n  @GetMapping(\"/invoices/{id}\")\n  public Invoice invoice(@PathVariable Long id) {\n    return repo.findById(id).orElseThrow();\n  }\n}\n")]
    [InlineData("authorization/record-of-anybody", "invoices_controller.rb", "class InvoicesController < ApplicationController\n  def show\n    @invoice = Invoice.find(params[:id])\n  end\nend\n")]
    public void Sees(string rule, string path, string text) => RuleAssert.Hits(rule, path, text);

    [Theory]
    [InlineData("authorization/route-without-check", "a.py", "from flask import Flask, request\n@app.get(\"/a\")\n@login_required\ndef a():\n    return x\n@app.post(\"/b\")\n@login_required\ndef b():\n    return x\n@app.post(\"/login\")\ndef login():\n    return request.form[\"x\"]\n")]
    [InlineData("authorization/route-without-check", "a.py", "from flask import Flask, request\n@app.post(\"/c\")\ndef c():\n    return request.form[\"x\"]\n")]
    [InlineData("authorization/record-of-anybody", "a.py", "from flask import Flask, request\n@app.get(\"/invoices/<invoice_id>\")\n@login_required\ndef invoice(invoice_id):\n    return Invoice.query.filter_by(id=invoice_id, owner=current_user.id).one().text + request.args[\"x\"]\n")]
    [InlineData("login/no-limit", "a.py", "from flask import Flask, request\n@app.post(\"/login\")\n@limiter.limit(\"5/minute\")\ndef login():\n    return check(request.form[\"name\"])\n")]
    [InlineData("authorization/route-without-check", "A.java", "@RestController\n@PreAuthorize(\"hasRole('ADMIN')\")\nclass A {\n  @PostMapping(\"/a\")\n  public void a(@RequestBody String x) { save(x); }\n  @DeleteMapping(\"/b/{id}\")\n  public void b(@PathVariable Long id) { repo.deleteById(id); }\n}\n")]
    [InlineData("authorization/route-without-check", "A.cs", "[Authorize]\npublic class A : Controller\n{\n    [HttpPost]\n    public IActionResult Save(string x) { store.Put(x); return Ok(); }\n    [HttpPost]\n    public IActionResult Remove(int id) { store.Delete(id); return Ok(Request.Path); }\n}\n")]
    [InlineData("authorization/route-without-check", "Program.cs", "var admin = app.MapGroup(\"/x\").RequireAuthorization();\nadmin.MapPost(\"/a\", (HttpRequest Request, string x) => store.Put(x));\nadmin.MapDelete(\"/items/{id}\", (int id) => store.Delete(id));\n")]
    [InlineData("authorization/route-without-check", "a.go", "package a\nfunc Routes(r *gin.Engine) {\n\tapi := r.Group(\"/api\")\n\tapi.Use(AuthRequired())\n\tapi.POST(\"/a\", create)\n\tapi.DELETE(\"/items/:id\", remove)\n}\n")]
    [InlineData("authorization/route-without-check", "routes/web.php", "<?php\nRoute::middleware(['auth'])->group(function () {\n    Route::post('/a', [A::class, 'store']);\n    Route::delete('/posts/{id}', [A::class, 'destroy']);\n});\nRoute::delete('/drafts/{id}', [A::class, 'drop'])->middleware('can:drop');\n")]
    [InlineData("authorization/route-without-check", "a_controller.rb", "class AController < ApplicationController\n  before_action :authenticate_user!, except: [:index]\n\n  def index\n    Item.all\n  end\n\n  def create\n    Item.create(params[:item])\n  end\nend\n")]
    [InlineData("authorization/route-without-check", "views.py", "from django.http import HttpResponse\n@login_required\ndef edit(request, pk):\n    Item.objects.create(name=request.POST[\"x\"])\ndef tidy(request, pk):\n    Item.objects.get(pk=pk).delete()\nurlpatterns = [path(\"a\", edit)]\n")]
    [InlineData("authorization/opened-by-hand", "A.cs", "[Authorize]\npublic class A : Controller\n{\n    [AllowAnonymous]\n    [HttpPost(\"login\")]\n    public IActionResult Login(string name) => Ok(Request.Path);\n}\n")]
    [InlineData("authorization/route-without-check", "routes/api.php", "<?php\nRoute::middleware('auth')->group(function () {\n    Route::post('/a', [A::class, 'store']);\n});\nRoute::post('me', LoginWithCredentialsController::class);\n")]
    [InlineData("authorization/opened-by-hand", "Config.java", "class Config { void a(HttpSecurity http) { http.authorizeHttpRequests(a -> a.requestMatchers(\"/public/**\").permitAll().anyRequest().authenticated()); } }\n")]
    [InlineData("authorization/record-of-anybody", "invoices_controller.rb", "class InvoicesController < ApplicationController\n  def show\n    @invoice = current_user.invoices.find(params[:id])\n  end\nend\n")]
    public void Leaves_look_alikes_alone(string rule, string path, string text) => RuleAssert.Passes(rule, path, text);

    [Fact]
    public void A_router_that_is_mounted_behind_a_check_in_another_file_is_guarded()
    {
        SourceFile[] files =
        [
            Some.File("app.js", "const items = require('./routes/items');\nconst admin = require('./routes/admin');\napp.use('/items', requireLogin, items);\napp.use('/admin', admin);\n"),
            Some.File("routes/items.js", "router.delete('/:id', (req, res) => remove(req.params.id));\n"),
            Some.File("routes/admin.js", "router.delete('/users/:id', (req, res) => remove(req.params.id));\n"),
        ];
        _ = new SourceSet(files);

        var claims = files.SelectMany(file => Claims.Of(RuleSet.All.Single(rule => rule.Id is "authorization/route-without-check"), file));

        Assert.Equal("routes/admin.js", Assert.Single(claims).Path);
    }

    [Fact]
    public void A_page_that_asks_nobody_is_told_from_those_beside_it_that_do()
    {
        SourceFile[] files =
        [
            Some.File("a.php", "<?php if (!isset($_SESSION['user'])) exit; $db->query(\"DELETE FROM a WHERE id = \" . (int) $_POST['id']);"),
            Some.File("b.php", "<?php if (!isset($_SESSION['user'])) exit; $db->query(\"DELETE FROM b WHERE id = \" . (int) $_POST['id']);"),
            Some.File("c.php", "<?php $db->query(\"DELETE FROM c WHERE id = \" . (int) $_POST['id']);"),
        ];
        _ = new SourceSet(files);

        var claims = files.SelectMany(file => Claims.Of(RuleSet.All.Single(rule => rule.Id is "authorization/route-without-check"), file));

        Assert.Equal("c.php", Assert.Single(claims).Path);
    }
}

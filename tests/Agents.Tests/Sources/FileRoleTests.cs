using CodeReview.Agents.Sources;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Workspace;

namespace CodeReview.Agents.Tests.Sources;

public sealed class FileRoleTests
{
    [Theory]
    [InlineData("src/test/java/org/clinic/PatientTest.java", true)]
    [InlineData("pkg/server/testdata/config.go", true)]
    [InlineData("examples/upload/app.js", true)]
    [InlineData("packages/demo/index.ts", true)]
    [InlineData("src/Shop.Tests/Orders.cs", true)]
    [InlineData("src/main/java/org/example/clinic/Patients.java", false)]
    [InlineData("src/main/java/com/example/demo/DemoApplication.java", false)]
    [InlineData("app/views/samples/show.html.erb", false)]
    public void A_test_or_an_example_is_told_by_its_folder_and_a_package_is_none(string path, bool isTest) =>
        Assert.Equal(isTest, FileRole.IsTest(TextValue.Parse<WorkspacePath>(path)));

    [Theory]
    [InlineData("samples/views.py", false)]
    [InlineData("samples/tests/test_views.py", true)]
    public void Where_a_repository_is_nothing_but_examples_they_are_its_product(string path, bool isTest) =>
        Assert.Equal(isTest, FileRole.IsTest(TextValue.Parse<WorkspacePath>(path), examplesAreProduct: true));
}

namespace CodeReview.Agents.Tests.Rules.Style;

public sealed class UnusedNamesTests
{
    [Theory]
    [InlineData("dead-code/unused-import", "a.py", "import os\nfrom a import b, c as d\nprint(os, b)\n")]
    [InlineData("dead-code/unused-import", "A.java", "import java.util.List;\nclass A { }\n")]
    [InlineData("dead-code/unused-import", "a.php", "<?php\nuse App\\Models\\User;\nclass A { }\n")]
    [InlineData("dead-code/unused-import", "a.ts", "import { a, type B } from './x';\na();\n")]
    [InlineData("dead-code/unused-import", "a.js", "import files from 'node:fs';\ngo();\n")]
    [InlineData("dead-code/unused-local", "a.cs", "void F()\n{\n    var result = Go();\n}\n")]
    [InlineData("dead-code/unused-local", "a.js", "function f() {\n  const result = go();\n}\n")]
    public void Sees(string rule, string path, string text) => RuleAssert.Hits(rule, path, text);

    [Theory]
    [InlineData("dead-code/unused-import", "a.py", "from __future__ import annotations\nimport a.b\nimport os\nprint(os)\n")]
    [InlineData("dead-code/unused-import", "a.py", "from a import b as b\n")]
    [InlineData("dead-code/unused-import", "a.py", "from a import b  # noqa: F401\n")]
    [InlineData("dead-code/unused-import", "a.py", "from a import B\ndef f(x: 'B'): pass\n")]
    [InlineData("dead-code/unused-import", "a.py", "try:\n    import fast\nexcept ImportError:\n    pass\n")]
    [InlineData("dead-code/unused-import", "pkg/__init__.py", "from .a import b\n")]
    [InlineData("dead-code/unused-import", "A.java", "import java.util.*;\nimport static a.B.c;\nclass A { }\n")]
    [InlineData("dead-code/unused-import", "a.js", "import './style.css';\nimport React from 'react';\n")]
    [InlineData("dead-code/unused-import", "a.ts", "import { a as b } from './x';\nb();\n")]
    [InlineData("dead-code/unused-local", "a.cs", "void F()\n{\n    using var gate = Enter();\n    var x = 1;\n    Go(x);\n}\n")]
    [InlineData("dead-code/unused-local", "a.js", "const seenByOthers = 1;\n")]
    public void Leaves_look_alikes_alone(string rule, string path, string text) => RuleAssert.Passes(rule, path, text);
}

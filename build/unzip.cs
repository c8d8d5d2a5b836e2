// Unpacks a zip archive where the machine has no unzip: dotnet run unzip.cs ARCHIVE FOLDER
System.IO.Compression.ZipFile.ExtractToDirectory(args[0], args[1], overwriteFiles: true);

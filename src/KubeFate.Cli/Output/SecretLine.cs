using System.Text;

namespace KubeFate.Cli.Output;

/// <summary>Reads a password at the terminal: nothing of it is shown, not even its length.</summary>
internal static class SecretLine
{
    public static string? Read()
    {
        var text = new StringBuilder();
        while (true)
        {
            var key = Console.ReadKey(intercept: true);
            switch (key.Key)
            {
                case ConsoleKey.Enter:
                    return text.ToString();
                case ConsoleKey.Backspace:
                    if (text.Length > 0) text.Length--;
                    break;
                case ConsoleKey.D when key.Modifiers == ConsoleModifiers.Control:
                    return text.Length == 0 ? null : text.ToString();
                case ConsoleKey.U when key.Modifiers == ConsoleModifiers.Control:
                    text.Clear();
                    break;
                default:
                    if (!char.IsControl(key.KeyChar)) text.Append(key.KeyChar);
                    break;
            }
        }
    }
}

using System.Globalization;
using Mcp.FaultServer;

string? journal = null;
string? state = null;
string? revision = null;
string? firstLife = null;
string? laterLives = null;
string script = "serve";
for (int i = 0; i < args.Length; i++)
{
    switch (args[i])
    {
        case "--journal":
            journal = args[++i];
            break;
        case "--state":
            state = args[++i];
            break;
        case "--revision":
            revision = args[++i];
            break;
        case "--first-life":
            firstLife = args[++i];
            break;
        case "--later-lives":
            laterLives = args[++i];
            break;
        default:
            script = args[i];
            break;
    }
}

int life = 1;
if (state is not null)
{
    life = File.Exists(state) ? int.Parse(File.ReadAllText(state), CultureInfo.InvariantCulture) + 1 : 1;
    File.WriteAllText(state, life.ToString(CultureInfo.InvariantCulture));
    script = (life == 1 ? firstLife : laterLives) ?? script;
}

using var peer = new RawPeer(journal);
peer.Note($"start {life}");
return new Script(peer, new Answers(revision)).Run(script);

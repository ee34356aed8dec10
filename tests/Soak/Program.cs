using System.CommandLine;
using CodeReview.Soak.Crashes;
using CodeReview.Soak.Kills;
using CodeReview.Soak.Reviews;
using CodeReview.Testing;

var rounds = new Option<int>("--rounds") { Description = "How many rounds.", DefaultValueFactory = _ => 100 };
var seed = new Option<int>("--seed") { Description = "Draws what is drawn; the moment at which a kill arrives stays the machine's.", DefaultValueFactory = _ => 1 };

var kills = new Command("kills", "Four processes append to one log and take it over from each other; each is killed, and another takes its place.") { rounds, seed };
kills.SetAction(async (parsed, cancelled) =>
{
    using var folder = new TemporaryFolder();
    return await KillRounds.RunAsync(folder.Path, parsed.GetValue(rounds), parsed.GetValue(seed));
});

var reviews = new Command("reviews", "Reviews a repository, kills the review at moments drawn, resumes it, and compares the results with undisturbed ones.") { rounds, seed };
reviews.SetAction(async (parsed, cancelled) =>
{
    using var folder = new TemporaryFolder();
    return await ReviewRounds.RunAsync(folder.Path, parsed.GetValue(rounds), parsed.GetValue(seed));
});

var crashes = new Command("crashes", "Kills simulated processes at system calls drawn, and loses what a loss of power may lose; some thousand rounds a second.") { rounds, seed };
crashes.SetAction(parsed => CrashRounds.Run(parsed.GetValue(rounds), parsed.GetValue(seed)));

// The program starts itself with this.
var log = new Argument<string>("folder");
var name = new Argument<string>("name");
var writer = new Command(LogWriter.Command) { log, name };
writer.Hidden = true;
writer.SetAction(parsed => LogWriter.Run(parsed.GetRequiredValue(log), parsed.GetRequiredValue(name)));

return await new RootCommand("Processes, killed for as long as you like.") { kills, reviews, crashes, writer }.Parse(args).InvokeAsync();

using System.Diagnostics;

namespace Clinic.Web.Services;

public class Converter
{
    public void ToPdf(string source, string options)
    {
        var info = new ProcessStartInfo("/bin/sh", "-c \"libreoffice --convert-to pdf " + options + " " + source + "\"");
        Process.Start(info)!.WaitForExit();
    }

    public int Pages(int patient)
    {
        var info = new ProcessStartInfo("/usr/bin/pdfinfo") { RedirectStandardOutput = true };
        info.ArgumentList.Add($"/srv/clinic/files/{patient}/letter.pdf");
        using var p = Process.Start(info)!;
        return p.StandardOutput.ReadToEnd().Split('\n').Length;
    }
}

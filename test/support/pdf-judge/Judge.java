import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.pdfbox.preflight.parser.PreflightParser;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;

/**
 * Judges PDF files: one line for each file and standard, `file TAB standard TAB checks TAB verdict`, and one for each rule
 * that is broken. Exit status 0 whatever the verdicts; another one only where no verdict could be reached.
 */
public class Judge {
  public static void main(String[] files) throws Exception {
    VeraGreenfieldFoundryProvider.initialise();
    for (String file : files) {
      for (String flavour : new String[] {"1a", "1b", "ua1"}) vera(file, flavour);
      preflight(file);
    }
  }

  private static void vera(String file, String id) throws Exception {
    PDFAFlavour flavour = PDFAFlavour.byFlavourId(id);
    try (PDFAParser parser = Foundries.defaultInstance().createParser(Files.newInputStream(Path.of(file)), flavour);
        PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, 20, false, false, false)) {
      var result = validator.validate(parser);
      say(file, "veraPDF " + id, result.getTotalAssertions(), result.isCompliant());
      for (TestAssertion broken : result.getTestAssertions()) {
        if (broken.getStatus() == TestAssertion.Status.PASSED) continue;
        var rule = broken.getRuleId();
        System.out.println("  " + rule.getClause() + "-" + rule.getTestNumber() + " " + broken.getMessage());
      }
    }
  }

  private static void preflight(String file) throws Exception {
    var result = PreflightParser.validate(new File(file));
    say(file, "preflight 1b", 1, result.isValid());
    result.getErrorsList().forEach(error -> System.out.println("  " + error.getErrorCode() + " " + error.getDetails()));
  }

  private static void say(String file, String standard, long checks, boolean valid) {
    System.out.println(file + "\t" + standard + "\t" + checks + "\t" + (valid ? "valid" : "not valid"));
  }
}

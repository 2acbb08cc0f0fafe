package crier.model;

import java.util.Locale;
import java.util.Map;

/** What federal courts are called, by the short names of PACER and CourtListener. */
public final class CourtName {

  private static final Map<String, String> DISTRICTS =
      Map.ofEntries(
          Map.entry("al", "Ala."),
          Map.entry("ak", "Alaska"),
          Map.entry("az", "Ariz."),
          Map.entry("ar", "Ark."),
          Map.entry("ca", "Cal."),
          Map.entry("co", "Colo."),
          Map.entry("ct", "Conn."),
          Map.entry("de", "Del."),
          Map.entry("dc", "D.C."),
          Map.entry("fl", "Fla."),
          Map.entry("ga", "Ga."),
          Map.entry("gu", "Guam"),
          Map.entry("hi", "Haw."),
          Map.entry("id", "Idaho"),
          Map.entry("il", "Ill."),
          Map.entry("in", "Ind."),
          Map.entry("ia", "Iowa"),
          Map.entry("ks", "Kan."),
          Map.entry("ky", "Ky."),
          Map.entry("la", "La."),
          Map.entry("me", "Me."),
          Map.entry("md", "Md."),
          Map.entry("ma", "Mass."),
          Map.entry("mi", "Mich."),
          Map.entry("mn", "Minn."),
          Map.entry("ms", "Miss."),
          Map.entry("mo", "Mo."),
          Map.entry("mt", "Mont."),
          Map.entry("ne", "Neb."),
          Map.entry("nv", "Nev."),
          Map.entry("nh", "N.H."),
          Map.entry("nj", "N.J."),
          Map.entry("nm", "N.M."),
          Map.entry("ny", "N.Y."),
          Map.entry("nc", "N.C."),
          Map.entry("nd", "N.D."),
          Map.entry("oh", "Ohio"),
          Map.entry("ok", "Okla."),
          Map.entry("or", "Or."),
          Map.entry("pa", "Pa."),
          Map.entry("pr", "P.R."),
          Map.entry("ri", "R.I."),
          Map.entry("sc", "S.C."),
          Map.entry("sd", "S.D."),
          Map.entry("tn", "Tenn."),
          Map.entry("tx", "Tex."),
          Map.entry("ut", "Utah"),
          Map.entry("vt", "Vt."),
          Map.entry("va", "Va."),
          Map.entry("vi", "V.I."),
          Map.entry("wa", "Wash."),
          Map.entry("wv", "W. Va."),
          Map.entry("wi", "Wis."),
          Map.entry("wy", "Wyo."));

  private CourtName() {}

  /** As citations have it: {@code D.D.C.}, {@code Bankr. S.D.N.Y.}, {@code D.C. Cir.}. */
  public static String of(String court) {
    String id = court.toLowerCase(Locale.ROOT);
    if (id.equals("scotus")) {
      return "U.S. Supreme Court";
    }
    if (id.matches("ca[0-9]{1,2}")) {
      return ordinal(Integer.parseInt(id.substring(2))) + " Cir.";
    }
    if (id.equals("cadc") || id.equals("cafc")) {
      return id.equals("cadc") ? "D.C. Cir." : "Fed. Cir.";
    }
    String state = id.length() < 3 ? null : DISTRICTS.get(id.substring(0, 2));
    String rest = id.length() < 3 ? "" : id.substring(2);
    if (state == null || !rest.matches("[nsewmc]?[db]")) {
      return court;
    }
    String part = rest.length() == 2 ? rest.substring(0, 1).toUpperCase(Locale.ROOT) + "." : "";
    String district = part + "D." + (state.matches("([A-Z]\\.)+") ? "" : " ") + state;
    return rest.endsWith("b") ? "Bankr. " + district : district;
  }

  private static String ordinal(int number) {
    return number
        + switch (number) {
          case 1 -> "st";
          case 2 -> "d";
          case 3 -> "d";
          default -> "th";
        };
  }
}

package org.symm.experiments.command;

import com.google.gson.FieldNamingPolicy;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonPrimitive;
import com.google.gson.JsonSerializer;

/**
 * Results as JSON, which has no infinity and no "not a number": they are texts, "NaN" and so on.
 */
public final class Json {

  private static final JsonSerializer<Double> NUMBER =
      (x, type, context) ->
          Double.isFinite(x) ? new JsonPrimitive(x) : new JsonPrimitive(x.toString());

  public static final Gson GSON =
      new GsonBuilder()
          .disableHtmlEscaping()
          .setFieldNamingPolicy(FieldNamingPolicy.LOWER_CASE_WITH_UNDERSCORES)
          .registerTypeAdapter(double.class, NUMBER)
          .registerTypeAdapter(Double.class, NUMBER)
          .create();

  private Json() {}
}

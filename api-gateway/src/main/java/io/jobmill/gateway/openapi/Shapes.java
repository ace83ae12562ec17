// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.openapi;

import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** JSON Schemas, in few words. */
public final class Shapes {

  private Shapes() {}

  public static Schema<?> text() {
    return typed("string");
  }

  public static Schema<?> text(String about) {
    return text().description(about);
  }

  /** A text of one of some forms. */
  public static Schema<?> text(String format, String about) {
    return text(about).format(format);
  }

  /** One of these words. */
  public static Schema<?> word(Collection<String> words) {
    JsonSchema schema = typed("string");
    schema.setEnum(List.copyOf(words));
    return schema;
  }

  /** A date and time, always with an offset. */
  public static Schema<?> instant(String about) {
    return text("date-time", about);
  }

  public static Schema<?> uuid(String about) {
    return text("uuid", about);
  }

  /** A whole number within these bounds, the bounds included. */
  public static Schema<?> number(long least, long most) {
    return count().minimum(BigDecimal.valueOf(least)).maximum(BigDecimal.valueOf(most));
  }

  /** A whole number from zero on. */
  public static Schema<?> count() {
    return typed("integer").minimum(BigDecimal.ZERO).format("int64");
  }

  /** One of these whole numbers. */
  public static Schema<?> code(Collection<Integer> codes) {
    JsonSchema schema = typed("integer");
    schema.setEnum(List.copyOf(codes));
    return schema;
  }

  public static Schema<?> integer() {
    return typed("integer");
  }

  public static Schema<?> anyNumber() {
    return typed("number");
  }

  public static Schema<?> nothing() {
    return typed("null");
  }

  public static Schema<?> flag() {
    return typed("boolean");
  }

  /** Any JSON at all. */
  public static Schema<?> anything(String about) {
    return new JsonSchema().description(about);
  }

  public static Schema<?> list(Schema<?> items) {
    return typed("array").items(items);
  }

  /** An object of any names, with values of this shape. */
  public static Schema<?> map(Schema<?> values) {
    return typed("object").additionalProperties(values);
  }

  /** The shape of that name among the document's components. */
  public static Schema<?> named(String name) {
    return new JsonSchema().$ref("#/components/schemas/" + name);
  }

  /** One of these shapes, or several of them. */
  public static Schema<?> any(Schema<?>... shapes) {
    JsonSchema schema = new JsonSchema();
    schema.setAnyOf(new ArrayList<>(List.of(shapes)));
    return schema;
  }

  public static Schema<?> orNull(Schema<?> shape) {
    return any(shape, nothing());
  }

  /** An object of the fields that are named, and no others. */
  public static Fields object() {
    return new Fields();
  }

  private static JsonSchema typed(String type) {
    JsonSchema schema = new JsonSchema();
    schema.addType(type);
    return schema;
  }

  /** The fields of an object, in order. */
  public static final class Fields {

    private final JsonSchema schema = typed("object");

    private Fields() {
      schema.setAdditionalProperties(false);
    }

    /** A field that is always there. */
    public Fields with(String name, Schema<?> shape) {
      schema.addRequiredItem(name);
      return maybe(name, shape);
    }

    /** A field that may be left out. */
    public Fields maybe(String name, Schema<?> shape) {
      schema.addProperty(name, shape);
      return this;
    }

    /** Lets other fields in, of this shape. */
    public Fields others(Schema<?> shape) {
      schema.setAdditionalProperties(shape);
      return this;
    }

    public Schema<?> about(String about) {
      return schema.description(about);
    }

    public Schema<?> shape() {
      return schema;
    }
  }
}

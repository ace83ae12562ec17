// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.problem;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.coyote.CloseNowException;

/**
 * Closes the connection of an answer that was broken off, before Tomcat tries to put an error page
 * on top of half an answer.
 */
final class BrokenAnswers extends ValveBase {

  BrokenAnswers() {
    super(true);
  }

  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    getNext().invoke(request, response);
    Object failure = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
    if (failure instanceof CloseNowException && response.isCommitted()) {
      response.getCoyoteResponse().action(ActionCode.CLOSE_NOW, failure);
    }
  }
}

# One image for each service, from one file: docker build --build-arg SERVICE=worker -t jobmill-worker .
# SERVICE is api-gateway, projector, worker or standalone.

FROM eclipse-temurin:25-jdk AS build
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/root/.m2 \
    ./mvnw --batch-mode --no-transfer-progress -pl api-gateway,projector,worker,standalone -am package \
      -Dmaven.test.skip=true -Dspotless.check.skip=true -Dmdep.analyze.skip=true -Denforcer.skip=true \
 && mkdir /jars \
 && for service in api-gateway projector worker standalone; do \
      cp "$service"/target/jobmill-"$service"-*-exec.jar "/jars/$service.jar" || exit 1; \
    done

FROM eclipse-temurin:25-jre AS runtime
# A fixed number, so that volumes and security policies can name it. The folders are there so that a fresh volume
# mounted on one of them belongs to the user.
RUN groupadd --gid 10001 jobmill \
 && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /var/lib/jobmill --shell /usr/sbin/nologin jobmill \
 && install -d -o jobmill -g jobmill -m 0700 /var/lib/jobmill /run/jobmill/admin /run/jobmill/shared
COPY --chmod=0755 deploy/init-keys deploy/health /usr/local/bin/
ARG SERVICE=standalone
COPY --from=build /jars/${SERVICE}.jar /opt/jobmill/jobmill.jar
USER 10001:10001
WORKDIR /var/lib/jobmill
ENV JOBMILL_DATA_DIR=/var/lib/jobmill
EXPOSE 8080
# Java gets most of the container's memory. Out of memory ends the process: never half alive.
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=65", "-XX:+ExitOnOutOfMemoryError", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-jar", "/opt/jobmill/jobmill.jar"]

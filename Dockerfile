# nncli as an image: docker build -t nncli . && docker run --rm -v "$PWD:/work" nncli grade mysolution.py
#
# Debian slim, an ordinary user, nothing but what grading needs. Docker's default seccomp profile lets Landlock and seccomp through, so
# that learners' code is confined as on any Linux machine: `docker run --rm nncli doctor` says what holds. `--network none` costs nothing.
#
# To learn with it: docker run --rm -it -v "$PWD:/work" -v nncli:/home/learner/.local/state/nncli nncli exercise 3
# The second folder keeps hints and marks from one run to the next. Who is not user 1000 takes a folder of their own for it:
#   mkdir -p ~/.nncli
#   docker run --rm -it --user "$(id -u):$(id -g)" -v "$PWD:/work" -v ~/.nncli:/state -e NNCLI_STATE=/state nncli exercise 3
# `docker build --build-arg EXTRAS=pages ...` brings pictures.
FROM python:3.13-slim-trixie AS build
WORKDIR /source
COPY . .
RUN pip wheel --no-cache-dir --no-deps --wheel-dir /wheels .

FROM python:3.13-slim-trixie
COPY --from=build /wheels /wheels
ARG EXTRAS=""
RUN python -m venv /opt/nncli \
    && /opt/nncli/bin/pip install --no-cache-dir --disable-pip-version-check "$(echo /wheels/nncli-*.whl)${EXTRAS:+[$EXTRAS]}" \
    && rm -r /wheels \
    && ln -s /opt/nncli/bin/nncli /usr/local/bin/nncli \
    && useradd --create-home --uid 1000 learner \
    && install -d -o learner -g learner /work /home/learner/.local /home/learner/.local/state /home/learner/.local/state/nncli
USER learner
WORKDIR /work
ENTRYPOINT ["nncli"]
CMD ["--help"]

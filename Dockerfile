# docker build -t silk-assess .
# docker run --rm -v "$PWD:/work" -u "$(id -u):$(id -g)" silk-assess score co-op.yaml
FROM python:3.13-slim AS build
WORKDIR /source
COPY . .
RUN python -m pip wheel --no-cache-dir --no-deps --wheel-dir /wheels .

FROM python:3.13-slim
COPY --from=build /wheels /wheels
RUN python -m pip install --no-cache-dir --disable-pip-version-check "$(echo /wheels/*.whl)[xlsx]" && rm -r /wheels
# Nobody in particular, who needs no home.
USER 10001:10001
ENV HOME=/tmp
WORKDIR /work
ENTRYPOINT ["silk-assess"]
CMD ["--help"]

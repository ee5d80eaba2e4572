// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/run/modellist.h"

#include "core/run/keyechoes.h"

#include <QPromise>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace assay {

namespace {

constexpr int kMostPages = 50; // a list that never ends is damage
constexpr Timeouts kListTimeouts = {.connect = 10s, .firstByte = 30s, .idle = 30s, .total = 60s};
constexpr Timeouts kProbeTimeouts = {.connect = 300ms, .firstByte = 700ms, .idle = 700ms, .total = 1s};

struct Listing {
    Engine& engine;
    const Dialect& dialect;
    EndpointAccess access;
    KeyEcho echo;
    QPromise<Result<ModelList>> promise;
    ModelList list;
    int pages = 0;

    void end(Result<ModelList> result)
    {
        if (!result)
            result = std::unexpected(withoutEchoes(result.error(), echo));
        promise.addResult(std::move(result));
        promise.finish();
    }
};

void fetchPage(const std::shared_ptr<Listing>& listing, const QByteArray& page);

void readPage(const std::shared_ptr<Listing>& listing, const Engine::Fetched& fetched)
{
    if (listing->pages++ == 0) {
        listing->list.timings = fetched.outcome.timings;
        listing->list.httpStatus = fetched.head.status;
    }
    if (fetched.outcome.error)
        return listing->end(std::unexpected(*fetched.outcome.error));
    if (fetched.head.status < 200 || fetched.head.status >= 300)
        return listing->end(
            std::unexpected(listing->dialect.decodeError(fetched.head, listing->echo.hidden(fetched.body))));
    auto decoded = listing->dialect.decodeModels(listing->echo.hidden(fetched.body));
    if (!decoded)
        return listing->end(std::unexpected(decoded.error()));
    listing->list.models += decoded->models;
    if (decoded->next.isEmpty() || listing->pages >= kMostPages)
        return listing->end(listing->list);
    fetchPage(listing, decoded->next);
}

void fetchPage(const std::shared_ptr<Listing>& listing, const QByteArray& page)
{
    const auto request = listing->dialect.listModels(listing->access, page);
    if (!request)
        return listing->end(std::unexpected(request.error()));
    listing->engine.fetch(*request, kListTimeouts)
        .then([listing](const Engine::Fetched& fetched) { readPage(listing, fetched); })
        .onCanceled([listing] { listing->end(fail(ErrorKind::Cancelled, u"Stopped."_s)); });
}

struct Probe {
    QPromise<QList<Endpoint>> promise;
    QList<LocalServer> servers;
    QList<bool> answered;
    std::atomic<qsizetype> open;

    void closeOne()
    {
        if (--open > 0)
            return;
        QList<Endpoint> found;
        for (qsizetype i = 0; i < servers.size(); ++i) {
            if (answered[i])
                found.append(servers[i].endpoint);
        }
        promise.addResult(found);
        promise.finish();
    }
};

} // namespace

QFuture<Result<ModelList>> fetchModels(Engine& engine, const Dialect& dialect, const EndpointAccess& access)
{
    auto listing = std::shared_ptr<Listing>(new Listing{.engine = engine,
        .dialect = dialect,
        .access = access,
        .echo = KeyEcho(access.key),
        .promise = {},
        .list = {}});
    listing->promise.start();
    auto future = listing->promise.future();
    fetchPage(listing, {});
    return future;
}

QFuture<QList<Endpoint>> probeLocalServers(Engine& engine, const QList<LocalServer>& servers)
{
    if (servers.isEmpty())
        return QtFuture::makeReadyValueFuture(QList<Endpoint>());
    auto probe = std::make_shared<Probe>();
    probe->servers = servers;
    probe->answered = QList<bool>(servers.size(), false);
    probe->open = servers.size();
    probe->promise.start();
    auto future = probe->promise.future();
    for (qsizetype i = 0; i < servers.size(); ++i) {
        const HttpRequest request{.method = "GET", .url = servers[i].probe, .headers = {}, .body = {}};
        engine.fetch(request, kProbeTimeouts)
            .then([probe, i](const Engine::Fetched& fetched) {
                probe->answered[i]
                    = !fetched.outcome.error && answersAs(probe->servers[i], fetched.head.status, fetched.body);
                probe->closeOne();
            })
            .onCanceled([probe] { probe->closeOne(); });
    }
    return future;
}

} // namespace assay

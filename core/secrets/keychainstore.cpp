// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/secrets/keychainstore.h"

#include "core/secrets/keychainjobs.h"
#include "core/secrets/keytext.h"

#include <QHash>
#include <QMutex>
#include <QPromise>
#include <QThread>
#include <QTimer>

#include <atomic>

namespace assay {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto kPatienceAtEnd = 1s; // for a keyring that hangs while the program ends

} // namespace

/// What is known so far. Shared with the jobs, so that a late answer finds it also after the store is gone.
struct KeychainStore::Cache {
    struct Entry {
        std::optional<KeychainReply> reply; ///< absent: asked, not answered
    };
    mutable QMutex mutex;
    QHash<QString, Entry> entries;
    QString backend;

    void put(const QString& account, const KeychainReply& reply)
    {
        const QMutexLocker locker(&mutex);
        entries.insert(account, Entry{.reply = reply});
    }
    /// Only what has no answer yet is marked as asked: a known key stays usable while it is read again.
    void markAsked(const QString& account)
    {
        const QMutexLocker locker(&mutex);
        if (const auto it = entries.constFind(account);
            it == entries.cend() || !it->reply || it->reply->status == KeychainReply::Status::Failed)
            entries.insert(account, Entry{});
    }
};

/// A promise that the first of answer, time limit and destruction keeps.
class KeychainStore::Request
{
public:
    Request() { m_promise.start(); }

    QFuture<Result<void>> future() const { return m_promise.future(); }
    void finish(const Result<void>& result)
    {
        if (m_finished.exchange(true))
            return;
        m_promise.addResult(result);
        m_promise.finish();
    }
    /// For several answers that make one result: the first failure, else success after the last.
    void expect(int answers) { m_open = answers; }
    void answer(const KeychainReply& reply)
    {
        if (reply.status == KeychainReply::Status::Failed)
            finish(fail(ErrorKind::Secret, reply.message));
        else if (--m_open == 0)
            finish({});
    }

private:
    QPromise<Result<void>> m_promise;
    std::atomic<bool> m_finished = false;
    std::atomic<int> m_open = 1;
};

/// One thread for jobs, which may hang, and one for their time limits, which must not.
class KeychainStore::Threads
{
public:
    explicit Threads(const QString& service)
        : m_work(new QThread)
        , m_jobs(new KeychainJobs(service))
        , m_clock(new QObject)
    {
        m_work->setObjectName(u"keychain"_s);
        m_watch.setObjectName(u"keychain-limit"_s);
        m_jobs->moveToThread(m_work);
        m_clock->moveToThread(&m_watch);
        QObject::connect(m_work, &QThread::finished, m_jobs, &QObject::deleteLater);
        QObject::connect(&m_watch, &QThread::finished, m_clock, &QObject::deleteLater);
        m_work->start();
        m_watch.start();
    }
    ~Threads()
    {
        m_watch.quit();
        m_watch.wait();
        m_work->quit();
        // A thread that hangs in a D-Bus call can neither be ended nor deleted: it is left to the end of the process.
        if (m_work->wait(kPatienceAtEnd))
            delete m_work;
        const QMutexLocker locker(&m_mutex);
        for (const auto& weak : std::as_const(m_requests)) {
            if (const auto request = weak.lock())
                request->finish(fail(ErrorKind::Cancelled, u"The program ends."_s));
        }
    }
    Threads(const Threads&) = delete;
    Threads& operator=(const Threads&) = delete;

    KeychainJobs* jobs() const { return m_jobs; }

    void limit(
        const std::shared_ptr<Request>& request, std::chrono::milliseconds time, const std::shared_ptr<Cache>& cache)
    {
        {
            const QMutexLocker locker(&m_mutex);
            m_requests.removeIf([](const auto& weak) { return weak.expired(); });
            m_requests.append(request);
        }
        QMetaObject::invokeMethod(m_clock, [clock = m_clock, request, time, cache] {
            QTimer::singleShot(time, clock, [request, time, cache] {
                const QMutexLocker locker(&cache->mutex);
                const QString name = cache->backend.isEmpty() ? u"keyring"_s : cache->backend;
                request->finish(fail(ErrorKind::Secret,
                    u"The keyring (%1) did not answer within %2 ms; unlock or start it and try again."_s.arg(name).arg(
                        time.count())));
            });
        });
    }

private:
    QThread* m_work;
    QThread m_watch;
    KeychainJobs* m_jobs;
    QObject* m_clock;
    QMutex m_mutex;
    QList<std::weak_ptr<Request>> m_requests;
};

KeychainStore::KeychainStore(std::chrono::milliseconds limit, const QString& service, QObject* parent)
    : QObject(parent)
    , m_cache(std::make_shared<Cache>())
    , m_threads(std::make_unique<Threads>(service))
    , m_limit(limit)
{
    connect(m_threads->jobs(), &KeychainJobs::answered, this, &KeychainStore::changed);
    QMetaObject::invokeMethod(m_threads->jobs(), [cache = m_cache] {
        const QString name = KeychainJobs::backendName();
        const QMutexLocker locker(&cache->mutex);
        cache->backend = name;
    });
}

KeychainStore::~KeychainStore() = default;

std::shared_ptr<KeychainStore::Request> KeychainStore::newRequest()
{
    auto request = std::make_shared<Request>();
    m_threads->limit(request, m_limit, m_cache);
    return request;
}

QString KeychainStore::backendName() const
{
    const QMutexLocker locker(&m_cache->mutex);
    return m_cache->backend;
}

QFuture<Result<void>> KeychainStore::readAhead(const QList<Endpoint>& endpoints)
{
    QStringList accounts;
    for (const Endpoint& endpoint : endpoints) {
        if (!withoutKey(endpoint))
            accounts += keyAccounts(endpoint);
    }
    accounts.removeDuplicates();
    const auto request = newRequest();
    if (accounts.isEmpty())
        request->finish({});
    request->expect(int(accounts.size()));
    for (const QString& account : std::as_const(accounts)) {
        m_cache->markAsked(account);
        QMetaObject::invokeMethod(m_threads->jobs(), [jobs = m_threads->jobs(), cache = m_cache, request, account] {
            jobs->read(account, [cache, request, account](const KeychainReply& reply) {
                cache->put(account, reply);
                request->answer(reply);
            });
        });
    }
    return request->future();
}

Result<FoundSecret> KeychainStore::keyFor(const Endpoint& endpoint) const
{
    if (auto none = withoutKey(endpoint))
        return *std::move(none);
    std::optional<Error> failure;
    const QMutexLocker locker(&m_cache->mutex);
    for (const QString& account : keyAccounts(endpoint)) {
        const auto it = m_cache->entries.constFind(account);
        if (it == m_cache->entries.cend()) {
            failure = fail(ErrorKind::Secret, u"The keyring was not asked for the key of %1 yet."_s.arg(endpoint.id))
                          .error();
        } else if (!it->reply) {
            failure
                = fail(ErrorKind::Secret, u"The keyring has not answered yet; unlock it if it asks, and try again."_s)
                      .error();
        } else if (it->reply->status == KeychainReply::Status::Failed) {
            failure = fail(ErrorKind::Secret, it->reply->message).error();
        } else if (it->reply->status == KeychainReply::Status::Done) {
            return FoundSecret{.key = it->reply->key, .source = u"keyring"_s};
        }
    }
    return std::unexpected(failure.value_or(noKeyError(endpoint)));
}

QFuture<Result<void>> KeychainStore::write(const Endpoint& endpoint, const Secret& key)
{
    const auto request = newRequest();
    const auto clean = cleanedKey(key.reveal(), u"the input"_s);
    if (!clean) {
        request->finish(std::unexpected(clean.error()));
        return request->future();
    }
    QMetaObject::invokeMethod(m_threads->jobs(),
        [jobs = m_threads->jobs(), cache = m_cache, request, account = keyAccount(endpoint), key = *clean] {
            jobs->write(account, key, [cache, request, account, key](const KeychainReply& reply) {
                if (reply.status == KeychainReply::Status::Done)
                    cache->put(account, {.status = KeychainReply::Status::Done, .key = key, .message = {}});
                request->answer(reply);
            });
        });
    return request->future();
}

QFuture<Result<void>> KeychainStore::remove(const Endpoint& endpoint)
{
    const auto request = newRequest();
    QMetaObject::invokeMethod(
        m_threads->jobs(), [jobs = m_threads->jobs(), cache = m_cache, request, account = keyAccount(endpoint)] {
            jobs->remove(account, [cache, request, account](const KeychainReply& reply) {
                if (reply.status != KeychainReply::Status::Failed)
                    cache->put(account, {.status = KeychainReply::Status::NotFound, .key = {}, .message = {}});
                request->answer(reply);
            });
        });
    return request->future();
}

} // namespace assay

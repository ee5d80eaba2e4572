// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What one call of the gateway costs the ledger: processor time of the whole process for a run, in groups as big as
// busy connections make them, and of the search index, which follows when the writer is idle.
// `bench_ledgercall [RUNS] [GROUP] [BYTES]`: BYTES of the prompt.

#include "core/history/historystore.h"
#include "core/support/ids.h"
#include "tests/support/records.h"

#include <QCoreApplication>
#include <QTemporaryDir>
#include <QTimeZone>

#include <cstdio>
#include <cstdlib>

#include <sys/resource.h>

using namespace assay;
using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kKeptPrompt = 16 * 1024; // as the gateway does

struct Used {
    double user = 0; ///< microseconds
    double system = 0;
};

double microseconds(const timeval& time)
{
    return 1e6 * static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec);
}

Used usedSoFar()
{
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    return {.user = microseconds(usage.ru_utime), .system = microseconds(usage.ru_stime)};
}

void print(const char* what, Used before, int runs)
{
    const Used after = usedSoFar();
    std::printf("  %-22s user %6.1f us  system %6.1f us  = %6.1f us a run\n", what, (after.user - before.user) / runs,
        (after.system - before.system) / runs, (after.user - before.user + after.system - before.system) / runs);
}

RunRecord sample(int i, qsizetype promptBytes)
{
    auto run = testing::simpleRun(newId(), 494'000'000, QDateTime(QDate(2026, 9, 22), QTime(12, 0), QTimeZone::UTC));
    run.surface = u"gateway"_s;
    run.key = u"01a215d5-9d02-7fe1-bd01-afcaac578a8c"_s;
    run.clientFormat = u"openai-chat"_s;
    const QString sentence = u"Compare the answers of several models to this question and say which is best. "_s;
    const QString prompt
        = sentence.repeated(1 + promptBytes / sentence.size()).left(promptBytes - 5) + u"%1"_s.arg(i % 100'000, 5);
    run.prompt = prompt.left(kKeptPrompt);
    auto& lane = run.lanes.first();
    lane.text
        = u"The quick brown fox jumps over the lazy dog while the model keeps writing an answer of some length. "_s
              .repeated(9);
    lane.responseId = u"chatcmpl-mock0000000001"_s;
    lane.fingerprint = u"fp_mock"_s;
    lane.promptEstimate = 105;
    lane.rawUsage = R"({"prompt_tokens":42,"completion_tokens":226,"total_tokens":268,"prompt_tokens_details":)"
                    R"({"cached_tokens":0},"completion_tokens_details":{"reasoning_tokens":0}})";
    lane.timing = {.dns = std::chrono::microseconds(36),
        .connect = std::chrono::microseconds(1'717),
        .tls = std::chrono::microseconds(0),
        .firstByte = std::chrono::microseconds(2'916),
        .firstToken = std::chrono::microseconds(3'088),
        .firstText = std::chrono::microseconds(3'094),
        .lastToken = std::chrono::microseconds(3'088),
        .total = std::chrono::microseconds(3'096)};
    lane.usage = Usage();
    lane.usage.set(UsageClass::Input, 42);
    lane.usage.set(UsageClass::Output, 226);
    lane.cost.lines = {{u"input"_s, 42, Money::fromPico(1'000'000), Money::fromPico(42'000'000)},
        {u"output"_s, 226, Money::fromPico(2'000'000), Money::fromPico(452'000'000)}};
    lane.sent = SentRequest{.dialect = u"openai-chat"_s,
        .url = "http://127.0.0.1:9001/v1/chat/completions",
        .headers = {{"Content-Type", "application/json"}, {"Accept", "application/json"}},
        .body = R"({"messages":[{"role":"user","content":")" + prompt.toUtf8() + R"("}],"model":"mock"})",
        .stream = false};
    auto& attempt = lane.attempts.first();
    attempt.timing = lane.timing;
    attempt.usage = lane.usage;
    attempt.cost = lane.cost;
    return run;
}

bool appendAll(HistoryStore& store, const QList<RunRecord>& runs, int group)
{
    for (qsizetype at = 0; at < runs.size(); at += group) {
        QList<QFuture<Result<QString>>> futures;
        for (const auto& run : runs.sliced(at, std::min<qsizetype>(group, runs.size() - at)))
            futures.append(store.append(run));
        for (auto& future : futures) {
            if (!future.result())
                return false;
        }
    }
    return true;
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    const int count = argc > 1 ? std::atoi(argv[1]) : 20'000;
    const int group = argc > 2 ? std::atoi(argv[2]) : 160;
    const qsizetype bytes = argc > 3 ? std::atoi(argv[3]) : 400;
    const QTemporaryDir folder;
    auto store = HistoryStore::open(folder.filePath(u"ledger.db"_s), std::make_shared<SystemClock>());
    if (!store)
        return 1;
    QList<RunRecord> runs;
    for (int i = 0; i < count; ++i)
        runs.append(sample(i, bytes));
    std::printf("%d runs with a prompt of %lld bytes, %d in a group\n", count, static_cast<long long>(bytes), group);
    const Used start = usedSoFar();
    bool isStored = appendAll(**store, runs, group);
    print("appended", start, count);
    const Used appended = usedSoFar();
    isStored = (*store)->settle().result().has_value() && isStored;
    print("indexed", appended, count);
    const Used settled = usedSoFar();
    store->reset();
    print("closed", settled, count);
    print("all", start, count);
    return isStored ? 0 : 1;
}

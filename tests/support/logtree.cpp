// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/logtree.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace assay::testing {

QByteArray LoggedMessage::line() const
{
    const auto number = [](qint64 value) { return QByteArray::number(value); };
    return R"({"parentUuid":null,"isSidechain":false,"userType":"external","cwd":")" + project + R"(","sessionId":")"
        + session + R"(","version":"2.0.1","gitBranch":"main","message":{"id":")" + id
        + R"(","type":"message","role":"assistant","model":")" + model + R"(","content":[{"type":"text","text":")"
        + text + R"("}],"stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":)" + number(input)
        + R"(,"cache_creation_input_tokens":)" + number(cache5m + cache1h) + R"(,"cache_read_input_tokens":)"
        + number(cacheRead) + R"(,"cache_creation":{"ephemeral_5m_input_tokens":)" + number(cache5m)
        + R"(,"ephemeral_1h_input_tokens":)" + number(cache1h) + R"(},"output_tokens":)" + number(output)
        + R"(,"service_tier":"standard")" + moreUsage + R"(}},"requestId":")" + request
        + R"(","type":"assistant","uuid":"00000000-0000-4000-8000-000000000001","timestamp":")" + time + '"' + more
        + '}';
}

QByteArray codexCount(const char* time, qint64 input, qint64 cached, qint64 output, qint64 reasoning)
{
    return QByteArray(R"({"timestamp":")") + time
        + R"(","type":"event_msg","payload":{"type":"token_count","info":{"total_token_usage":{"input_tokens":)"
        + QByteArray::number(input) + R"(,"cached_input_tokens":)" + QByteArray::number(cached) + R"(,"output_tokens":)"
        + QByteArray::number(output) + R"(,"reasoning_output_tokens":)" + QByteArray::number(reasoning)
        + R"(,"total_tokens":)" + QByteArray::number(input + output)
        + "},\"model_context_window\":258400},\"rate_limits\":null}}\n";
}

QByteArray codexHead(const char* id, const char* parent)
{
    const QByteArray fork = *parent ? QByteArray(R"(,"forked_from_id":")") + parent + '"' : QByteArray();
    return QByteArray(R"({"timestamp":"2026-05-01T10:00:00.000Z","type":"session_meta","payload":{"id":")") + id + '"'
        + fork + R"(,"cwd":"/work"}})" + '\n'
        + R"({"timestamp":"2026-05-01T10:00:00.000Z","type":"turn_context","payload":{"cwd":"/work","model":"gpt-5-codex"}})"
        + '\n';
}

QByteArray linesWithoutMessage()
{
    return R"({"type":"user","toolUseResult":{"usage":{"input_tokens":5,"output_tokens":5}},"message":{"role":"user","content":"x"},"timestamp":"2025-10-01T10:00:00Z"})"
           "\n"
           R"({"type":"summary","summary":"the \"usage\" of it"})"
           "\n";
}

void writeFile(const QString& path, const QByteArray& bytes)
{
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    if (file.open(QIODevice::WriteOnly | QIODevice::Truncate))
        file.write(bytes);
}

void appendFile(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    if (file.open(QIODevice::WriteOnly | QIODevice::Append))
        file.write(bytes);
}

} // namespace assay::testing

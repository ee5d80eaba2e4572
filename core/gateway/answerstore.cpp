// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/gateway/answerstore.h"

#include "core/wire/jsonpatch.h"

#include <QCryptographicHash>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace assay {

namespace {

constexpr auto kIdempotencyTime = 24h;
constexpr qsizetype kMostClaims = 100'000;

qsizetype sizeOf(const KeptAnswer& answer)
{
    qsizetype out = 512 + answer.document.size();
    for (const auto& block : answer.blocks)
        out += 2 * (block.text.size() + block.signature.size() + block.callName.size()) + 128;
    for (const auto& choice : answer.choices)
        out += sizeOf(choice);
    return out;
}

} // namespace

std::optional<AnswerStore::Found> AnswerStore::find(const QByteArray& key, TimePoint now) const
{
    const Entry* entry = m_entries.find(key);
    if (!entry || entry->until <= now)
        return std::nullopt;
    return Found{.answer = entry->answer,
        .age = std::chrono::duration_cast<std::chrono::seconds>(now - entry->since),
        .left = std::chrono::duration_cast<std::chrono::seconds>(entry->until - now)};
}

void AnswerStore::keep(const QByteArray& key, const KeptAnswer& answer, TimePoint now, std::chrono::seconds time)
{
    m_entries.insert(key, {.answer = answer, .since = now, .until = now + time}, sizeOf(answer));
}

void AnswerStore::forget(const QByteArray& key)
{
    m_entries.take(key);
}

IdempotencyLog::Verdict IdempotencyLog::claim(const QByteArray& key, const QByteArray& request, TimePoint now)
{
    if (m_claims.size() >= kMostClaims)
        m_claims.removeIf([&](const auto& claim) { return claim->isDone && now - claim->since > 1h; });
    const auto known = m_claims.find(key);
    if (known == m_claims.end() || now - known->since > kIdempotencyTime) {
        m_claims.insert(key, {.request = request, .since = now});
        return Verdict::New;
    }
    if (known->request != request)
        return Verdict::Changed;
    return known->isDone ? Verdict::Done : Verdict::Running;
}

void IdempotencyLog::settle(const QByteArray& key, bool isAnswered)
{
    if (!isAnswered)
        m_claims.remove(key);
    else if (const auto claim = m_claims.find(key); claim != m_claims.end())
        claim->isDone = true;
}

Result<ReuseWish> readReuse(const IncomingRequest& request, const QString& virtualKey)
{
    const auto says
        = [&](QByteArrayView name) { return request.header(name).trimmed().compare("true", Qt::CaseInsensitive) == 0; };
    ReuseWish out{.cache = says("x-openrouter-cache"), .clear = says("x-openrouter-cache-clear")};
    if (const auto time = request.header("x-openrouter-cache-ttl"); !time.isEmpty()) {
        bool isNumber = false;
        out.time = std::chrono::seconds(time.trimmed().toInt(&isNumber));
        if (!isNumber || out.time < 1s || out.time > 86'400s)
            return fail(ErrorKind::InvalidRequest, u"X-OpenRouter-Cache-TTL: a number of seconds from 1 to 86400."_s);
    }
    if (const auto key = request.header("idempotency-key").trimmed(); !key.isEmpty()) {
        if (key.size() > 255)
            return fail(ErrorKind::InvalidRequest, u"Idempotency-Key: at most 255 characters."_s);
        out.idempotencyKey = (virtualKey.toUtf8() + '\n').append(key);
    }
    if (out.cache || out.clear || !out.idempotencyKey.isEmpty())
        out.digest = requestDigest(virtualKey, request.path, request.body);
    return out;
}

ClaimedRequest claimRequest(
    IdempotencyLog& log, const AnswerStore& answers, const ReuseWish& wish, AnswerStore::TimePoint now)
{
    const auto conflict = [](int status, const QString& message) {
        return ClaimedRequest{.first = {},
            .conflict = ClientError{
                .status = status, .type = u"idempotency_conflict"_s, .message = message, .mayBeSentAgain = false}};
    };
    switch (log.claim(wish.idempotencyKey, wish.digest, now)) {
    case IdempotencyLog::Verdict::New: break;
    case IdempotencyLog::Verdict::Changed:
        return conflict(422, u"This Idempotency-Key was used with another request."_s);
    case IdempotencyLog::Verdict::Running:
        return conflict(409, u"The first request with this Idempotency-Key still runs."_s);
    case IdempotencyLog::Verdict::Done:
        if (auto first = answers.find(wish.idempotencyKey, now))
            return {.first = std::move(first->answer), .conflict = {}};
        return conflict(409,
            u"The first request with this Idempotency-Key ended without an answer that is kept, and may have been billed. Use another key to send it again."_s);
    }
    return {};
}

QByteArray requestDigest(const QString& virtualKey, const QString& path, QByteArrayView body)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(virtualKey.toUtf8());
    hash.addData(QByteArrayView("\n"));
    hash.addData(path.toUtf8());
    hash.addData(QByteArrayView("\n"));
    hash.addData(compactJson(body));
    return hash.result();
}

} // namespace assay

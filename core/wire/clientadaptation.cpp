// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/clientadaptation.h"

using namespace Qt::StringLiterals;

namespace assay {

namespace {

QString* proofOf(ContentPart& part)
{
    if (auto* thought = std::get_if<ReasoningPart>(&part))
        return &thought->signature;
    if (auto* call = std::get_if<ToolCallPart>(&part))
        return &call->signature;
    return nullptr;
}

const QString* proofOf(const ContentPart& part)
{
    if (const auto* thought = std::get_if<ReasoningPart>(&part))
        return &thought->signature;
    if (const auto* call = std::get_if<ToolCallPart>(&part))
        return &call->signature;
    return nullptr;
}

/// Does any proof need a change? Most requests have none, and their messages then stay shared.
bool holdsProof(const ChatRequest& request, bool isNative)
{
    for (const auto& message : request.messages) {
        for (const auto& part : message.parts) {
            const QString* proof = proofOf(part);
            if (proof && !proof->isEmpty() && (!isNative || proof->startsWith(kOwnSignature)))
                return true;
        }
    }
    return false;
}

/// These know an output format by its schema alone.
bool needsSchema(const QString& dialect)
{
    return dialect == "anthropic"_L1 || dialect == "bedrock"_L1;
}

bool isAnyJson(const ChatRequest& request)
{
    return request.format && request.format->kind == OutputFormat::Kind::JsonObject;
}

} // namespace

ChatRequest adaptedTo(ChatRequest request, const QString& dialect)
{
    if (request.native.dialect.isEmpty())
        return request;
    const bool isNative = request.native.dialect == dialect;
    if (holdsProof(request, isNative)) {
        const QString own = kOwnSignature + dialect + u'.';
        for (auto& message : request.messages) {
            for (auto& part : message.parts) {
                QString* proof = proofOf(part);
                if (!proof || proof->isEmpty())
                    continue;
                if (proof->startsWith(own))
                    *proof = proof->sliced(own.size());
                else if (!isNative || proof->startsWith(kOwnSignature))
                    proof->clear();
            }
        }
        request.native = {}; // it holds the proofs as the client sent them
    }
    if (!isNative) {
        request.passthrough = {};
        request.native = {};
        if (isAnyJson(request) && needsSchema(dialect)) {
            request.format.reset();
            request.messages.prepend(
                ChatMessage::text(Role::System, u"Answer with one JSON object and nothing else."_s));
        }
    }
    return request;
}

QStringList fieldsLost(const ChatRequest& request, const QString& dialect)
{
    if (request.native.dialect.isEmpty() || request.native.dialect == dialect)
        return {};
    QStringList out = request.passthrough.keys();
    if (isAnyJson(request) && needsSchema(dialect))
        out.append(u"response_format"_s);
    return out;
}

} // namespace assay

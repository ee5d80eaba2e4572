// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/chat.h"
#include "core/domain/endpoint.h"
#include "core/domain/model.h"
#include "core/domain/streamevent.h"
#include "core/support/result.h"
#include "core/wire/httpmessage.h"

#include <QByteArrayView>
#include <QList>

#include <memory>

namespace assay {

/// Turns the bytes of one answer into events, in whatever pieces they arrive: the events, joined, do not depend on
/// where the bytes were cut. After Finished or StreamFailed a decoder may still deliver UsageReport, never output.
class StreamDecoder
{
public:
    virtual ~StreamDecoder() = default;
    virtual QList<StreamEvent> feed(QByteArrayView bytes) = 0;
    /// The connection ended. Yields StreamFailed{Truncated} if no terminal event was seen.
    virtual QList<StreamEvent> finish() = 0;
};

/// What a body of a failed answer, or a model list page, gave.
struct ModelPage {
    QList<ModelInfo> models;
    QByteArray next; ///< opaque; empty on the last page
};

/// One provider wire format as a pure codec: values in, bytes out, and back. No I/O, no clock, no state.
class Dialect
{
public:
    virtual ~Dialect() = default;

    /// Stable id as used in endpoint data: `openai-chat`.
    virtual QString id() const = 0;

    /// The one request that asks for this chat. Fails with InvalidRequest, naming the field, when the format or the
    /// endpoint cannot carry it; nothing is silently dropped but what `warnings()` names.
    virtual Result<HttpRequest> encode(
        const ChatRequest& request, const QString& model, const EndpointAccess& access) const
        = 0;

    /// A request of this dialect whose body or headers were exchanged; formats that sign a request sign it anew.
    virtual Result<HttpRequest> signedAgain(HttpRequest request, const EndpointAccess& access) const
    {
        Q_UNUSED(access)
        return request;
    }

    /// Sentences (untranslated, for the lane's details) on what this endpoint will not get of the request.
    virtual QStringList warnings(const ChatRequest& request, const QString& model, const Endpoint& endpoint) const
    {
        Q_UNUSED(request)
        Q_UNUSED(model)
        Q_UNUSED(endpoint)
        return {};
    }

    /// Reader for a successful answer: a stream, or one JSON body where the server did not stream.
    virtual std::unique_ptr<StreamDecoder> decoder(const HttpHead& head, const Endpoint& endpoint) const = 0;

    /// A body that came with an error status.
    virtual Error decodeError(const HttpHead& head, QByteArrayView body) const = 0;

    /// The request for the endpoint's model list; `page` is ModelPage::next of the page before.
    virtual Result<HttpRequest> listModels(const EndpointAccess& access, const QByteArray& page = {}) const = 0;
    virtual Result<ModelPage> decodeModels(QByteArrayView body) const = 0;
};

} // namespace assay

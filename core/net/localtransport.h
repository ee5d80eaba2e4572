// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/net/httptransport.h"
#include "core/net/transportoptions.h"

#include <memory>

namespace assay {

class LocalPool;

/// HttpTransport for plain HTTP to this machine (`isPlainLocal()`): the servers that run models beside us, which are
/// asked often and answer in no time, so that what a transport costs is a large part of the whole. A small request on a
/// kept connection is one sendmsg(2) and two recv(2), with nothing parsed or formatted twice.
///
/// The same contract as CurlTransport, to the words of its errors; stricter where framing could be read in two ways
/// (AnswerParser). Any other URL is refused. Needs no more than the event loop of the thread it was made on.
class LocalTransport final : public HttpTransport
{
public:
    explicit LocalTransport(const TransportOptions& options = {});
    ~LocalTransport() override;
    Q_DISABLE_COPY_MOVE(LocalTransport)

    std::unique_ptr<HttpCall> start(
        const HttpRequest& request, const Timeouts& timeouts, HttpCallWatcher& watcher) override;

private:
    std::unique_ptr<LocalPool> m_pool;
};

} // namespace assay

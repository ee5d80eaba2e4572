// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/net/choosingtransport.h"

#include <QTest>

namespace assay::testing {

/// For `initTestCase_data()`: each test of the suite runs with libcurl alone, and with what the program uses, where our
/// own transport serves this machine.
inline void addTransports()
{
    QTest::addColumn<bool>("ourOwn");
    QTest::newRow("libcurl") << false;
    QTest::newRow("local") << true;
}

inline bool isOurOwn()
{
    QFETCH_GLOBAL(bool, ourOwn);
    return ourOwn;
}

inline std::unique_ptr<HttpTransport> newTransport(const TransportOptions& options = {})
{
    if (isOurOwn())
        return std::make_unique<ChoosingTransport>(options);
    return std::make_unique<CurlTransport>(options);
}

/// The transport of a test, as a value.
class EitherTransport final : public HttpTransport
{
public:
    explicit EitherTransport(const TransportOptions& options = {})
        : m_transport(newTransport(options))
    {
    }

    std::unique_ptr<HttpCall> start(
        const HttpRequest& request, const Timeouts& timeouts, HttpCallWatcher& watcher) override
    {
        return m_transport->start(request, timeouts, watcher);
    }

private:
    std::unique_ptr<HttpTransport> m_transport;
};

} // namespace assay::testing

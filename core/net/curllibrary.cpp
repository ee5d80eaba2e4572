// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/net/curllibrary.h"

#ifdef ASSAY_CURL_LIBRARY

#include <curl/curl.h>

#include <cstdarg>
#include <type_traits>

#include <dlfcn.h>

// The functions of libcurl under their own names, each handing on to the library that was loaded.

namespace {

struct Library {
    decltype(&::curl_easy_cleanup) easyCleanup;
    decltype(&::curl_easy_getinfo) easyGetinfo;
    decltype(&::curl_easy_init) easyInit;
    decltype(&::curl_easy_pause) easyPause;
    decltype(&::curl_easy_setopt) easySetopt;
    decltype(&::curl_easy_strerror) easyStrerror;
    decltype(&::curl_global_init_mem) globalInitMem;
    decltype(&::curl_multi_add_handle) multiAddHandle;
    decltype(&::curl_multi_cleanup) multiCleanup;
    decltype(&::curl_multi_info_read) multiInfoRead;
    decltype(&::curl_multi_init) multiInit;
    decltype(&::curl_multi_remove_handle) multiRemoveHandle;
    decltype(&::curl_multi_setopt) multiSetopt;
    decltype(&::curl_multi_socket_action) multiSocketAction;
    decltype(&::curl_slist_append) slistAppend;
    decltype(&::curl_slist_free_all) slistFreeAll;
    bool isWhole = true;
};

Library loaded()
{
    Library out{};
    void* const handle = ::dlopen(ASSAY_CURL_LIBRARY, RTLD_NOW | RTLD_LOCAL); // for the rest of the process
    const auto take = [&](auto& function, const char* name) {
        void* const found = handle ? ::dlsym(handle, name) : nullptr;
        function = reinterpret_cast<std::remove_reference_t<decltype(function)>>(found);
        out.isWhole = out.isWhole && found;
    };
    take(out.easyCleanup, "curl_easy_cleanup");
    take(out.easyGetinfo, "curl_easy_getinfo");
    take(out.easyInit, "curl_easy_init");
    take(out.easyPause, "curl_easy_pause");
    take(out.easySetopt, "curl_easy_setopt");
    take(out.easyStrerror, "curl_easy_strerror");
    take(out.globalInitMem, "curl_global_init_mem");
    take(out.multiAddHandle, "curl_multi_add_handle");
    take(out.multiCleanup, "curl_multi_cleanup");
    take(out.multiInfoRead, "curl_multi_info_read");
    take(out.multiInit, "curl_multi_init");
    take(out.multiRemoveHandle, "curl_multi_remove_handle");
    take(out.multiSetopt, "curl_multi_setopt");
    take(out.multiSocketAction, "curl_multi_socket_action");
    take(out.slistAppend, "curl_slist_append");
    take(out.slistFreeAll, "curl_slist_free_all");
    return out;
}

const Library& library()
{
    static const Library out = loaded();
    return out;
}

// What follows the option is a pointer, a `long` or a `curl_off_t`: one size, and passed in the same way.
static_assert(sizeof(void*) == sizeof(long) && sizeof(void*) == sizeof(curl_off_t));
void* onlyArgument(va_list arguments)
{
    return va_arg(arguments, void*);
}

} // namespace

extern "C" {

void curl_easy_cleanup(CURL* curl)
{
    library().easyCleanup(curl);
}

CURLcode curl_easy_getinfo(CURL* curl, CURLINFO info, ...)
{
    va_list arguments;
    va_start(arguments, info);
    void* const value = onlyArgument(arguments);
    va_end(arguments);
    return library().easyGetinfo(curl, info, value);
}

CURL* curl_easy_init(void)
{
    return library().easyInit();
}

CURLcode curl_easy_pause(CURL* curl, int bitmask)
{
    return library().easyPause(curl, bitmask);
}

CURLcode curl_easy_setopt(CURL* curl, CURLoption option, ...)
{
    va_list arguments;
    va_start(arguments, option);
    void* const value = onlyArgument(arguments);
    va_end(arguments);
    return library().easySetopt(curl, option, value);
}

const char* curl_easy_strerror(CURLcode code)
{
    return library().easyStrerror(code);
}

CURLcode curl_global_init_mem(long flags, curl_malloc_callback m, curl_free_callback f, curl_realloc_callback r,
    curl_strdup_callback s, curl_calloc_callback c)
{
    return library().globalInitMem(flags, m, f, r, s, c);
}

CURLMcode curl_multi_add_handle(CURLM* multi, CURL* curl)
{
    return library().multiAddHandle(multi, curl);
}

CURLMcode curl_multi_cleanup(CURLM* multi)
{
    return library().multiCleanup(multi);
}

CURLMsg* curl_multi_info_read(CURLM* multi, int* left)
{
    return library().multiInfoRead(multi, left);
}

CURLM* curl_multi_init(void)
{
    return library().multiInit();
}

CURLMcode curl_multi_remove_handle(CURLM* multi, CURL* curl)
{
    return library().multiRemoveHandle(multi, curl);
}

CURLMcode curl_multi_setopt(CURLM* multi, CURLMoption option, ...)
{
    va_list arguments;
    va_start(arguments, option);
    void* const value = onlyArgument(arguments);
    va_end(arguments);
    return library().multiSetopt(multi, option, value);
}

CURLMcode curl_multi_socket_action(CURLM* multi, curl_socket_t socket, int events, int* running)
{
    return library().multiSocketAction(multi, socket, events, running);
}

curl_slist* curl_slist_append(curl_slist* list, const char* text)
{
    return library().slistAppend(list, text);
}

void curl_slist_free_all(curl_slist* list)
{
    library().slistFreeAll(list);
}
}

bool assay::hasCurl()
{
    return library().isWhole;
}

#else

bool assay::hasCurl()
{
    return true; // linked
}

#endif

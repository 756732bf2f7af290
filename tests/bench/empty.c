/* The least a FastCGI program can do: what an answer of ours is measured by. */
#include <fcgiapp.h>

int
main(void)
{
	FCGX_Request request;

	FCGX_Init();
	FCGX_InitRequest(&request, 0, 0);
	while (FCGX_Accept_r(&request) == 0) {
		FCGX_PutS("Status: 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 0\r\n\r\n", request.out);
		FCGX_Finish_r(&request);
	}
	return 0;
}
